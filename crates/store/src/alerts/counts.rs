use domain::Scope;
use sqlx::PgConnection;

use crate::Result;

/// Open alerts of one status and severity.
#[derive(Debug)]
pub struct CountRow {
    pub status: String,
    pub severity: String,
    pub alerts: i64,
}

/// Open alerts within scope.
pub async fn counts(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<CountRow>> {
    let rows = sqlx::query_as!(
        CountRow,
        r#"select a.status, a.severity, count(*) as "alerts!"
           from client_alert a
           where a.status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED')
             and ($1::uuid is null or exists (select from client c where c.id = a.client_id and c.csm_user_id = $1))
             and ($2::uuid is null or exists (select from client c where c.id = a.client_id and c.ae_user_id = $2))
           group by a.status, a.severity"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
