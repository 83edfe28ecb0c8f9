use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A support ticket.
#[derive(Debug)]
pub struct TicketRow {
    pub client_id: Uuid,
    pub severity: String,
    pub created_at: DateTime<Utc>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub sla_due_at: Option<DateTime<Utc>>,
    pub escalated_at: Option<DateTime<Utc>>,
}

/// Tickets created from `created_from` on, and older ones still open on `open_on`.
pub async fn tickets(
    connection: &mut PgConnection,
    clients: &[Uuid],
    created_from: NaiveDate,
    open_on: NaiveDate,
) -> Result<Vec<TicketRow>> {
    let rows = sqlx::query_as!(
        TicketRow,
        "select client_id, severity, created_at, resolved_at, sla_due_at, escalated_at
         from support_ticket
         where client_id = any($1)
           and (created_at >= $2::date::timestamp at time zone 'UTC'
             or resolved_at is null
             or resolved_at >= $3::date::timestamp at time zone 'UTC')",
        clients,
        created_from,
        open_on
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An answer to a survey. The respondent is the contact where known.
#[derive(Debug)]
pub struct SurveyRow {
    pub client_id: Uuid,
    pub respondent: String,
    pub kind: String,
    pub score: Decimal,
    pub max_score: Decimal,
    pub responded_at: DateTime<Utc>,
}

/// Answers given from `from` on.
pub async fn surveys(connection: &mut PgConnection, clients: &[Uuid], from: NaiveDate) -> Result<Vec<SurveyRow>> {
    let rows = sqlx::query_as!(
        SurveyRow,
        r#"select client_id, coalesce(contact_id::text, respondent_key, id::text) as "respondent!", kind, score, max_score,
             responded_at
           from survey_response
           where client_id = any($1) and responded_at >= $2::date::timestamp at time zone 'UTC'"#,
        clients,
        from
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An activity that may count as a touchpoint.
#[derive(Debug)]
pub struct TouchpointRow {
    pub client_id: Uuid,
    pub occurred_at: DateTime<Utc>,
    pub activity_type: String,
    pub has_outcome: bool,
    pub contacts: Vec<Uuid>,
}

/// Activities from `from` on, and the last touchpoint before that, however old.
pub async fn touchpoints(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
) -> Result<Vec<TouchpointRow>> {
    let rows = sqlx::query_as!(
        TouchpointRow,
        r#"select client_id as "client_id!", occurred_at as "occurred_at!", activity_type as "activity_type!",
             outcome is not null as "has_outcome!", client_contacts as "contacts!"
           from client_activity
           where client_id = any($1) and occurred_at >= $2::date::timestamp at time zone 'UTC'
           union all
           (select distinct on (client_id) client_id, occurred_at, activity_type, outcome is not null, client_contacts
            from client_activity
            where client_id = any($1) and occurred_at < $2::date::timestamp at time zone 'UTC'
              and (activity_type in ('CALL', 'MEETING', 'QBR', 'TRAINING', 'ONBOARDING', 'EXECUTIVE_TOUCHPOINT')
                or (activity_type = 'EMAIL' and outcome is not null))
            order by client_id, occurred_at desc)"#,
        clients,
        from
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A contact.
#[derive(Debug)]
pub struct ContactRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub role: String,
    pub is_key: bool,
    pub is_active: bool,
    pub platform_user_id: Option<String>,
    pub last_platform_login: Option<DateTime<Utc>>,
    pub left_company_at: Option<NaiveDate>,
}

/// The contacts of these clients.
pub async fn contacts(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<ContactRow>> {
    let rows = sqlx::query_as!(
        ContactRow,
        "select client_id, id, role, is_key, is_active, platform_user_id, last_platform_login, left_company_at
         from client_contact where client_id = any($1)",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The days one contact signed in on.
#[derive(Debug)]
pub struct ContactLoginsRow {
    pub client_id: Uuid,
    pub contact_id: Uuid,
    pub days: Vec<NaiveDate>,
}

/// Sign-ins of contacts between two dates, of those contacts whose last one lies after `measured_from`: for everyone
/// else the last one says all there is to know.
pub async fn contact_logins(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    measured_from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<ContactLoginsRow>> {
    let rows = sqlx::query_as!(
        ContactLoginsRow,
        r#"select k.client_id, k.id as contact_id, array_agg(u.date) as "days!"
           from client_contact k
           join usage_user_daily u on u.client_id = k.client_id and u.user_id = k.platform_user_id and u.logins > 0
           where k.client_id = any($1) and k.last_platform_login >= ($3::date + 1)::timestamp at time zone 'UTC'
             and u.client_id = any($1) and u.date between $2 and $4
           group by k.client_id, k.id"#,
        clients,
        from,
        measured_from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Brings each contact's last sign-in up to the usage recorded since a day.
pub async fn refresh_contact_logins(connection: &mut PgConnection, clients: &[Uuid], since: NaiveDate) -> Result<()> {
    sqlx::query!(
        "update client_contact k
         set last_platform_login = seen.last_login
         from (
           select client_id, user_id, max(date)::timestamp at time zone 'UTC' as last_login
           from usage_user_daily
           where client_id = any($1) and date >= $2 and logins > 0
           group by client_id, user_id
         ) seen
         where k.client_id = seen.client_id and k.platform_user_id = seen.user_id
           and (k.last_platform_login is null or k.last_platform_login < seen.last_login)",
        clients,
        since
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// An outcome with its target.
#[derive(Debug)]
pub struct OutcomeRow {
    pub client_id: Uuid,
    pub metric_key: String,
    pub date: NaiveDate,
    pub actual: Decimal,
    pub target: Decimal,
}

/// Outcomes dated from `from` on.
pub async fn outcomes(connection: &mut PgConnection, clients: &[Uuid], from: NaiveDate) -> Result<Vec<OutcomeRow>> {
    let rows = sqlx::query_as!(
        OutcomeRow,
        "select client_id, metric_key, date, actual, target from client_outcome where client_id = any($1) and date >= $2",
        clients,
        from
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The first month usage of single users is recorded for; before it nobody knows who signed in.
pub async fn users_known_from(connection: &mut PgConnection) -> Result<Option<NaiveDate>> {
    let month = sqlx::query_scalar!("select min(month) from data_partition where parent_table = 'usage_user_daily'")
        .fetch_one(connection)
        .await?;
    Ok(month)
}
