use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Clients of a manager, or of nobody, that are as much work as each other.
#[derive(Debug)]
pub struct LoadRow {
    pub csm_user_id: Option<Uuid>,
    pub size_segment: String,
    pub health_status: Option<String>,
    pub is_renewing: bool,
    pub is_onboarding: bool,
    pub clients: i64,
}

/// Counts the active clients of everyone by what makes them work (M127): a few rows for each manager, however many
/// clients there are.
pub async fn loads(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<LoadRow>> {
    let rows = sqlx::query_as!(
        LoadRow,
        r#"select csm_user_id, size_segment,
             case when current_health_score is not null and health_status in ('AT_RISK', 'CRITICAL') then health_status end
               as health_status,
             coalesce(renewal_due_date <= $1::date + 90, false) as "is_renewing!",
             coalesce(go_live_date > $1::date - 90, true) as "is_onboarding!", count(*) as "clients!"
           from client
           where is_active
           group by 1, 2, 3, 4, 5"#,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// How much someone has, and can have.
#[derive(Debug, Clone, Copy)]
pub struct WorkloadRow {
    pub manager: Uuid,
    pub load: Decimal,
    pub capacity: Decimal,
}

/// Writes the load beside the capacity of managers on a day (M127): a ratio is divided where it is read.
pub async fn write_workload(
    connection: &mut PgConnection,
    day: NaiveDate,
    rows: &[WorkloadRow],
    now: DateTime<Utc>,
) -> Result<u64> {
    let managers: Vec<Uuid> = rows.iter().map(|row| row.manager).collect();
    let loads: Vec<Decimal> = rows.iter().map(|row| row.load).collect();
    let capacities: Vec<Decimal> = rows.iter().map(|row| row.capacity).collect();
    let done = sqlx::query!(
        "insert into metric_snapshot
           (metric, scope_kind, scope_id, as_of, period, revision, value, numerator, denominator, n, computed_at)
         select 'M127', 'CSM', x.manager::text, $1, 'DAY', 0, null, x.load, x.capacity, 1, $5
         from unnest($2::uuid[], $3::numeric[], $4::numeric[]) as x(manager, load, capacity)
         on conflict on constraint metric_snapshot_pkey do update
         set numerator = excluded.numerator, denominator = excluded.denominator, computed_at = excluded.computed_at
         where not metric_snapshot.frozen",
        day,
        &managers,
        &loads,
        &capacities,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
