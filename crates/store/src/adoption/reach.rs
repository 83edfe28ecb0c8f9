use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;

use crate::Result;

/// How many clients license a feature, and use it.
#[derive(Debug)]
pub struct ReachRow {
    pub feature_key: String,
    pub name: String,
    pub module_name: String,
    pub licensing_clients: i64,
    pub using_clients: i64,
    pub total_usage: Decimal,
}

/// The features by the active clients within scope that license them.
pub async fn reach_in_scope(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<ReachRow>> {
    let rows = sqlx::query_as!(
        ReachRow,
        r#"select f.feature_key, f.name, f.module_name, g.licensing as "licensing_clients!", g.using_ as "using_clients!",
             g.usage as "total_usage!"
           from (
             select a.feature_key, count(*) as licensing,
               count(*) filter (where a.adoption_status in ('LIGHT_USE', 'ACTIVE_USE', 'POWER_USE')) as using_,
               sum(a.usage_in_window) as usage
             from client_feature_adoption a join client c on c.id = a.client_id
             where a.is_licensed and c.is_active
               and ($1::uuid is null or c.csm_user_id = $1) and ($2::uuid is null or c.ae_user_id = $2)
             group by a.feature_key
           ) g
           join feature f on f.feature_key = g.feature_key
           order by f.feature_key"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The same over everyone as the last night left it: counts name nobody.
pub async fn stored_reach(connection: &mut PgConnection, until: NaiveDate) -> Result<Vec<ReachRow>> {
    let rows = sqlx::query_as!(
        ReachRow,
        r#"select f.feature_key, f.name, f.module_name, m.denominator::bigint as "licensing_clients!",
             m.numerator::bigint as "using_clients!", m.value as "total_usage!"
           from feature f
           cross join lateral (
             select numerator, denominator, value from metric_snapshot
             where metric = 'M044' and scope_kind = 'FEATURE' and scope_id = f.feature_key and as_of <= $1
             order by as_of desc, revision desc limit 1
           ) m
           order by f.feature_key"#,
        until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Stores how far every feature reached on a day (M044).
pub async fn write_reach(connection: &mut PgConnection, as_of: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into metric_snapshot
           (metric, scope_kind, scope_id, as_of, period, revision, value, numerator, denominator, n, computed_at)
         select 'M044', 'FEATURE', a.feature_key, $1, 'DAY', 0, sum(a.usage_in_window),
           count(*) filter (where a.adoption_status in ('LIGHT_USE', 'ACTIVE_USE', 'POWER_USE')), count(*), count(*), $2
         from client_feature_adoption a join client c on c.id = a.client_id
         where a.is_licensed and c.is_active
         group by a.feature_key
         on conflict on constraint metric_snapshot_pkey do update
         set value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator, n = excluded.n,
           computed_at = excluded.computed_at
         where not metric_snapshot.frozen",
        as_of,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
