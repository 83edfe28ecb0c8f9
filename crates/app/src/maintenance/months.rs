use chrono::NaiveDate;

use crate::{Context, Result};

/// Makes the months of a table between two days, on a connection of its own and committed at once, before the
/// transaction that writes into them begins. Attaching a month of a table with foreign keys locks the tables they refer
/// to: a transaction that kept that lock until its end would wait for scoring, which waits for it.
pub(crate) async fn make_months(context: &Context, table: &str, from: NaiveDate, to: NaiveDate) -> Result<()> {
    let mut connection = context.pool.acquire().await?;
    store::partitions::ensure(&mut connection, table, from, to, false).await?;
    Ok(())
}
