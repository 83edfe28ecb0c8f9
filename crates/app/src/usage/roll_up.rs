use chrono::Duration;

use crate::{Context, Result, maintenance::make_months};

/// What came of a roll-up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RolledUp {
    /// Clients whose days changed.
    pub restated: usize,
    /// Clients whose features were used otherwise than their adoption said.
    pub adoption_behind: usize,
}

/// Sums up today and so many days before it from the rows of users, and asks for new scores of the clients where that
/// changed anything: events come late, and a day is not over while it runs. A fixed number of statements, whoever it
/// concerns; the second time in a row nothing changes.
pub async fn roll_up(context: &Context, days_back: i64) -> Result<RolledUp> {
    let (now, today) = (context.now(), context.now().date_naive());
    let from = today - Duration::days(days_back);
    make_months(context, "client_usage_metric", from, today).await?;
    let mut transaction = context.pool.begin().await?;
    let restated = store::usage::restate_days(&mut transaction, from, today, now).await?;
    let behind = store::usage::adoption_behind(&mut transaction, today).await?;
    let done = RolledUp { restated: restated.len(), adoption_behind: behind.len() };
    let mut clients = [restated, behind].concat();
    clients.sort_unstable();
    clients.dedup();
    if !clients.is_empty() {
        store::facts::request_recalculation(&mut transaction, &clients, "usage", now).await?;
        store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await?;
    }
    transaction.commit().await?;
    Ok(done)
}
