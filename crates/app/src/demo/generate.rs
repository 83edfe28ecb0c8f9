use demo::{Backtest, Chunk, Portfolio};
use store::{PgConnection, demo::Rows};
use tokio::sync::mpsc;

use crate::{Error, Result};

/// Clients of one chunk: enough that a partition gets many rows at once, few enough to stay small in memory.
const CLIENTS_AT_ONCE: u32 = 24;
/// Chunks that wait while the database is busy.
const CHUNKS_AHEAD: usize = 2;

/// How rows get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Straight into empty tables.
    Copy,
    /// Beside those that are there.
    Merge,
}

/// Makes chunks on a thread of its own and writes them as they come. Returns the rows per table, and what the thread
/// came back with.
pub(super) async fn write<T: Send + 'static>(
    connection: &mut PgConnection,
    way: Way,
    make: impl FnOnce(mpsc::Sender<Chunk>) -> T + Send + 'static,
) -> Result<(Vec<(&'static str, u64)>, T)> {
    let (sender, mut chunks) = mpsc::channel(CHUNKS_AHEAD);
    let maker = tokio::task::spawn_blocking(move || make(sender));
    let mut tables: Vec<(&'static str, u64)> = Vec::new();
    while let Some(chunk) = chunks.recv().await {
        for part in chunk.parts {
            let rows = Rows { table: part.table, columns: part.columns, text: &part.text };
            let written = match way {
                Way::Copy => store::demo::copy_rows(connection, &rows).await?,
                Way::Merge => store::demo::merge_rows(connection, &rows).await?,
            };
            match tables.iter_mut().find(|(table, _)| *table == part.table) {
                Some((_, count)) => *count += written,
                None => tables.push((part.table, written)),
            }
        }
    }
    let made = maker.await.map_err(|error| Error::Internal(error.to_string()))?;
    Ok((tables, made))
}

/// Every client, as it stands on the last day; says how well churn can be seen coming.
pub(super) fn everything(portfolio: &Portfolio, sender: &mpsc::Sender<Chunk>) -> Option<f64> {
    let mut backtest = Backtest::default();
    for clients in batches(portfolio) {
        let chunk = portfolio.chunk_seen(clients, |rows| backtest.add(rows, &portfolio.parameters));
        // Nobody listens any more: the writer met an error and will report it.
        if sender.blocking_send(chunk).is_err() {
            return None;
        }
    }
    backtest.auc()
}

/// What changed since an earlier last day.
pub(super) fn changes(portfolio: &Portfolio, since: chrono::NaiveDate, sender: &mpsc::Sender<Chunk>) {
    for clients in batches(portfolio) {
        if sender.blocking_send(portfolio.changes(clients, since)).is_err() {
            return;
        }
    }
}

fn batches(portfolio: &Portfolio) -> impl Iterator<Item = std::ops::Range<u32>> {
    let count = portfolio.parameters.client_count();
    (0..count).step_by(CLIENTS_AT_ONCE as usize).map(move |from| from..(from + CLIENTS_AT_ONCE).min(count))
}
