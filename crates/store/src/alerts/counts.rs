use domain::{Scope, TeamScope};
use sqlx::PgConnection;

use crate::Result;

/// Open alerts of one status and severity.
#[derive(Debug)]
pub struct CountRow {
    pub status: String,
    pub severity: String,
    pub alerts: i64,
}

/// Open alerts within scope, those about the team with them.
pub async fn counts(connection: &mut PgConnection, scope: &Scope, team: TeamScope) -> Result<Vec<CountRow>> {
    let rows = sqlx::query_as!(
        CountRow,
        r#"select a.status as "status!", a.severity as "severity!", count(*) as "alerts!"
           from client_alert a
           where a.status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED')
             and ($1::uuid is null or exists (select from client c where c.id = a.client_id and c.csm_user_id = $1))
             and ($2::uuid is null or exists (select from client c where c.id = a.client_id and c.ae_user_id = $2))
           group by a.status, a.severity
           union all
           select status, severity, count(*)
           from team_alert
           where status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED') and alert_type = any($3)
           group by status, severity"#,
        scope.csm(),
        scope.account_executive(),
        &team.types()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
