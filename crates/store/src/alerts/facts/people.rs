use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A contact that is key, by mark or by role.
#[derive(Debug)]
pub struct ContactRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub name: String,
    pub role: String,
    pub engagement_status: String,
    pub is_linked: bool,
    pub last_platform_login: Option<DateTime<Utc>>,
    pub left_company_at: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
}

/// The key contacts of these clients, present or gone.
pub async fn contacts(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<ContactRow>> {
    let rows = sqlx::query_as!(
        ContactRow,
        r#"select client_id, id, name, role, engagement_status, platform_user_id is not null as "is_linked!",
             last_platform_login, case when left_company_at <= $2 then left_company_at end as left_company_at, created_at
           from client_contact
           where client_id = any($1) and (is_key or role in ('CHAMPION', 'EXECUTIVE_SPONSOR', 'ADMIN'))
             and (is_active or left_company_at <= $2)"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A low answer to "would you recommend us".
#[derive(Debug)]
pub struct DetractorRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub respondent: Option<String>,
    pub score: Decimal,
    pub max_score: Decimal,
    pub responded_at: DateTime<Utc>,
    pub was_answered: bool,
}

/// The answers of ninety days that are no higher than so much of ten, and whether staff did anything with the client
/// since.
pub async fn detractors(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
    highest: i32,
) -> Result<Vec<DetractorRow>> {
    let rows = sqlx::query_as!(
        DetractorRow,
        r#"select s.client_id, s.id, k.name as "respondent?", s.score, s.max_score, s.responded_at,
             coalesce(done.last_at > s.responded_at, false) as "was_answered!"
           from survey_response s
           left join client_contact k on k.client_id = s.client_id and k.id = s.contact_id
           left join (
             select a.client_id, max(a.occurred_at) as last_at
             from client_activity a
             where a.client_id = any($1) and a.occurred_at >= ($2::date - 90)::timestamp at time zone 'UTC'
             group by a.client_id
           ) done on done.client_id = s.client_id
           where s.client_id = any($1) and s.kind = 'NPS' and 10 * s.score <= $3 * s.max_score
             and s.responded_at >= ($2::date - 90)::timestamp at time zone 'UTC'"#,
        clients,
        as_of,
        Decimal::from(highest)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A follow-up that is late.
#[derive(Debug)]
pub struct FollowUpRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub subject: String,
    pub follow_up_date: NaiveDate,
}

/// The follow-ups of these clients that are late.
pub async fn follow_ups(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<FollowUpRow>> {
    let rows = sqlx::query_as!(
        FollowUpRow,
        r#"select client_id, id, subject, follow_up_date as "follow_up_date!"
           from client_activity
           where client_id = any($1) and follow_up_required and not follow_up_completed and follow_up_date < $2"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Whether anyone records what staff do.
pub async fn activities_are_recorded(connection: &mut PgConnection) -> Result<bool> {
    let are =
        sqlx::query_scalar!(r#"select exists (select from client_activity) as "are!""#).fetch_one(connection).await?;
    Ok(are)
}
