use chrono::NaiveDate;

use crate::{Context, Result, health};

/// Computes the scores of the demo clients for every day between two dates, and notes how far they go. The last day is
/// noted only once all are done, so that a run that was interrupted is taken up again.
pub(super) async fn score_history(context: &Context, from: NaiveDate, until: NaiveDate) -> Result<()> {
    let clients = {
        let mut connection = context.pool.acquire().await?;
        store::demo::client_ids(&mut connection).await?
    };
    health::backfill(context, &clients, from, until).await?;
    let mut transaction = context.pool.begin().await?;
    store::demo::mark_scored(&mut transaction, until).await?;
    transaction.commit().await?;
    Ok(())
}
