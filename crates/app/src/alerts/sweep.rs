use std::sync::Arc;

use futures::StreamExt as _;
use uuid::Uuid;

use super::{evaluate::consider, lookout::Lookout, team::sweep_team};
use crate::{Context, Result, health::Environment};

/// Clients looked at together: enough that a statement is worth its way, few enough to be kept in memory.
const CLIENTS_AT_ONCE: usize = 1_000;
/// Batches under way at once: one decides while another reads or writes.
const BATCHES_AT_ONCE: usize = 2;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Clients that were looked at.
    pub clients: usize,
    /// Alerts raised or changed.
    pub alerts: u64,
}

/// Looks at every client, and at what belongs to none. News of one that someone else is writing is left to them, and to the next sweep.
pub async fn sweep(context: &Context) -> Result<Swept> {
    let clients = {
        let mut connection = context.pool.acquire().await?;
        store::alerts::candidates(&mut connection, context.now().date_naive()).await?
    };
    // What goes wrong with the one is no reason not to look at the other.
    let (swept, team) = (evaluate_now(context, &clients).await, sweep_team(context).await);
    let swept = swept?;
    Ok(Swept { alerts: swept.alerts + team?, ..swept })
}

/// Looks at these clients. What goes wrong with some of them is told when the others were looked at.
pub async fn evaluate_now(context: &Context, clients: &[Uuid]) -> Result<Swept> {
    let mut connection = context.pool.acquire().await?;
    let today = context.now().date_naive();
    let environment = Environment::load(&mut connection, today, today, context.now()).await?;
    let lookout = Arc::new(Lookout::load(&mut connection, &Arc::new(environment), context.now()).await?);
    drop(connection);
    let batches: Vec<Vec<Uuid>> = clients.chunks(CLIENTS_AT_ONCE).map(<[Uuid]>::to_vec).collect();
    let mut looks = futures::stream::iter(batches)
        .map(|batch| look(context, Arc::clone(&lookout), batch))
        .buffer_unordered(BATCHES_AT_ONCE);
    let (mut swept, mut failed) = (Swept::default(), None);
    while let Some(one) = looks.next().await {
        match one {
            Ok(one) => {
                swept.clients += one.clients;
                swept.alerts += one.alerts;
            }
            Err(error) => {
                tracing::error!(%error, "some clients could not be looked at for alerts");
                failed = Some(error);
            }
        }
    }
    failed.map_or(Ok(swept), Err)
}

/// Nearly always there is nothing to write of nearly everyone: only those with news are held, and looked at once more
/// while nobody else can change them.
async fn look(context: &Context, lookout: Arc<Lookout>, batch: Vec<Uuid>) -> Result<Swept> {
    let with_news = {
        let mut connection = context.pool.acquire().await?;
        consider(context, &mut connection, &lookout, &batch).await?.clients()
    };
    let mut alerts = 0;
    if !with_news.is_empty() {
        let mut transaction = context.pool.begin().await?;
        let free = store::facts::lock_free_clients(&mut transaction, &with_news).await?;
        alerts = consider(context, &mut transaction, &lookout, &free).await?.write(context, &mut transaction).await?;
        transaction.commit().await?;
    }
    Ok(Swept { clients: batch.len(), alerts })
}
