use chrono::NaiveDate;
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
