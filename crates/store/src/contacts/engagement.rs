use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// How the platform user linked to a contact used the platform of late.
#[derive(Debug)]
pub struct ContactUseRow {
    pub contact_id: Uuid,
    pub last_login: Option<NaiveDate>,
    pub sessions_30: i64,
    pub previous_sessions_30: i64,
}

/// Sign-ins and sessions of a client's contacts, or of one of them, over the sixty days up to `as_of` (M028).
pub async fn contact_use(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    contact: Option<Uuid>,
    as_of: NaiveDate,
) -> Result<Vec<ContactUseRow>> {
    let rows = sqlx::query_as!(
        ContactUseRow,
        r#"select k.id as contact_id, max(u.date) filter (where u.logins > 0) as last_login,
             coalesce(sum(u.sessions) filter (where u.date > $2::date - 30), 0) as "sessions_30!",
             coalesce(sum(u.sessions) filter (where u.date <= $2::date - 30), 0) as "previous_sessions_30!"
           from client c
           join client_contact k on k.client_id = c.id
           join usage_user_daily u on u.client_id = k.client_id and u.user_id = k.platform_user_id
             and u.date > $2::date - 60 and u.date <= $2::date
           where c.id = $1
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)
             and ($5::uuid is null or k.id = $5)
           group by k.id"#,
        client,
        as_of,
        scope.csm(),
        scope.account_executive(),
        contact
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A contact who is there, how engaged the row says it is, and what that is told from.
#[derive(Debug)]
pub struct EngagementRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub engagement_status: String,
    pub last_platform_login: Option<DateTime<Utc>>,
    /// The last sign-in of the sixty days.
    pub last_login: Option<NaiveDate>,
    pub sessions_30: i64,
    pub previous_sessions_30: i64,
}

/// The contacts of these clients of whom sign-ins are known, over the sixty days up to `as_of` (M028). Each is looked up
/// by its own user, so that what others at the client did is not read.
pub async fn engagements(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<Vec<EngagementRow>> {
    let rows = sqlx::query_as!(
        EngagementRow,
        r#"select k.client_id, k.id, k.engagement_status, k.last_platform_login, u.last_login,
             coalesce(u.sessions_30, 0) as "sessions_30!", coalesce(u.previous_sessions_30, 0) as "previous_sessions_30!"
           from client_contact k
           cross join lateral (
             select max(date) filter (where logins > 0) as last_login,
               sum(sessions) filter (where date > $2::date - 30) as sessions_30,
               sum(sessions) filter (where date <= $2::date - 30) as previous_sessions_30
             from usage_user_daily
             where client_id = k.client_id and user_id = k.platform_user_id and date > $2::date - 60 and date <= $2::date
           ) u
           where k.client_id = any($1) and k.is_active
             and (k.platform_user_id is not null or k.last_platform_login is not null)"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A contact whose engagement is another one now.
#[derive(Debug)]
pub struct EngagementChange {
    pub client_id: Uuid,
    pub id: Uuid,
    pub engagement_status: &'static str,
    /// The day of the last sign-in, where the row does not know of it yet.
    pub last_login: Option<NaiveDate>,
}

/// Writes how engaged contacts are. `version` counts edits by people, and stays.
pub async fn write_engagements(connection: &mut PgConnection, changes: &[EngagementChange]) -> Result<()> {
    let clients: Vec<Uuid> = changes.iter().map(|change| change.client_id).collect();
    let ids: Vec<Uuid> = changes.iter().map(|change| change.id).collect();
    let statuses: Vec<String> = changes.iter().map(|change| change.engagement_status.to_owned()).collect();
    let logins: Vec<Option<NaiveDate>> = changes.iter().map(|change| change.last_login).collect();
    sqlx::query!(
        "update client_contact k
         set engagement_status = c.engagement_status,
           last_platform_login = greatest(k.last_platform_login, c.last_login::timestamp at time zone 'UTC')
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[]) as c(client_id, id, engagement_status, last_login)
         where k.client_id = c.client_id and k.id = c.id",
        &clients,
        &ids,
        &statuses,
        &logins as &[Option<NaiveDate>]
    )
    .execute(connection)
    .await?;
    Ok(())
}
