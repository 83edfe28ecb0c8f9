use store::team::WorkloadRow;

use super::workload;
use crate::{Context, Result, analytics::metric_settings};

/// Writes down how full everyone's hands are today (M127), so that one sees it over time. Returns how many were.
pub async fn record_workload(context: &Context) -> Result<u64> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let settings = metric_settings(&mut transaction).await?;
    let today = analytics::period::local_date(now, settings.tz());
    let team = workload(&mut transaction, &settings.capacity, today).await?;
    let rows: Vec<WorkloadRow> = team
        .iter()
        .filter_map(|one| Some(WorkloadRow { manager: one.member.id, load: one.load, capacity: one.capacity?.points }))
        .collect();
    let written = store::team::write_workload(&mut transaction, today, &rows, now).await?;
    transaction.commit().await?;
    Ok(written)
}
