use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;

use crate::Result;

/// A figure of a scope on a day. A mean comes as numerator and denominator.
#[derive(Debug)]
pub struct SnapshotRow {
    pub metric: String,
    pub as_of: NaiveDate,
    pub value: Option<Decimal>,
    pub numerator: Option<Decimal>,
    pub denominator: Option<Decimal>,
}

/// The daily figures of a scope on these days.
pub async fn snapshots(
    connection: &mut PgConnection,
    scope: &Scope,
    metrics: &[String],
    days: &[NaiveDate],
) -> Result<Vec<SnapshotRow>> {
    let (kind, id) = scope.snapshot_key();
    let rows = sqlx::query_as!(
        SnapshotRow,
        "select distinct on (metric, as_of) metric, as_of, value, numerator, denominator
         from metric_snapshot
         where scope_kind = $1 and scope_id = $2 and period = 'DAY' and metric = any($3) and as_of = any($4)
         order by metric, as_of, revision desc",
        kind,
        id,
        metrics,
        days
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Sums the daily states of these days into the figures of everyone and of each owner: active clients (M012), clients
/// at risk (M008), health (M005, of one formula), ARR (M061) and ARR at risk (M009).
pub async fn write_snapshots(
    connection: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
    profile: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    let done = sqlx::query!(
        "insert into metric_snapshot
           (metric, scope_kind, scope_id, as_of, period, revision, value, numerator, denominator, n, computed_at)
         select m.metric, g.scope_kind, g.scope_id, g.date, 'DAY', 0, m.value, m.numerator, m.denominator, m.n, $4
         from (
           select date,
             case when grouping(csm_user_id) = 0 then 'CSM' when grouping(ae_user_id) = 0 then 'AE' else 'ALL' end as scope_kind,
             coalesce(csm_user_id::text, ae_user_id::text, '') as scope_id,
             count(*) as clients,
             count(*) filter (where at_risk_reasons <> '{}') as at_risk,
             sum(health_score) filter (where profile = $3) as score_sum,
             count(health_score) filter (where profile = $3) as scored,
             coalesce(sum(arr), 0) as arr,
             count(arr) as with_arr,
             coalesce(sum(arr) filter (where at_risk_reasons <> '{}'), 0) as arr_at_risk
           from client_daily_state
           where date between $1 and $2 and is_active
           group by grouping sets ((date), (date, csm_user_id), (date, ae_user_id))
         ) g
         cross join lateral (values
           ('M012', g.clients::numeric, null::numeric, null::numeric, g.clients),
           ('M008', g.at_risk, null, null, g.clients),
           ('M005', null, g.score_sum, g.scored, g.scored),
           ('M061', g.arr, null, null, g.with_arr),
           ('M009', g.arr_at_risk, g.arr_at_risk, g.arr, g.at_risk)
         ) as m(metric, value, numerator, denominator, n)
         where g.scope_kind = 'ALL' or g.scope_id <> ''
         on conflict on constraint metric_snapshot_pkey do update
         set value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator, n = excluded.n,
           computed_at = excluded.computed_at
         where not metric_snapshot.frozen",
        from,
        to,
        profile,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Sums health per tier and formula on these days: the line a client's own score is compared with.
pub async fn write_tier_snapshots(
    connection: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64> {
    let done = sqlx::query!(
        "insert into metric_snapshot
           (metric, scope_kind, scope_id, as_of, period, revision, value, numerator, denominator, n, computed_at)
         select 'M005', 'TIER:' || profile, tier, date, 'DAY', 0, null, sum(health_score), count(health_score),
           count(health_score), $3
         from client_daily_state
         where date between $1 and $2 and is_active and health_score is not null and profile is not null
         group by profile, tier, date
         on conflict on constraint metric_snapshot_pkey do update
         set numerator = excluded.numerator, denominator = excluded.denominator, n = excluded.n,
           computed_at = excluded.computed_at
         where not metric_snapshot.frozen",
        from,
        to,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
