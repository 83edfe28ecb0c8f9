use domain::Scope;
use sqlx::PgConnection;

use crate::Result;

/// Active clients of one formula and band; both null without a score.
#[derive(Debug)]
pub struct BandRow {
    pub profile: Option<String>,
    pub health_status: Option<String>,
    pub clients: i64,
    pub score_sum: i64,
}

/// How many active clients each band holds.
pub async fn health_distribution(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<BandRow>> {
    let rows = sqlx::query_as!(
        BandRow,
        r#"select case when current_health_score is null then null else health_profile end as profile,
             case when current_health_score is null then null else health_status end as health_status,
             count(*) as "clients!", coalesce(sum(current_health_score), 0) as "score_sum!"
           from client
           where is_active
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)
           group by 1, 2
           order by 1, 2"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
