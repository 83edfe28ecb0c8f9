use std::sync::Arc;

use futures::{StreamExt as _, TryStreamExt as _};
use store::PgConnection;
use uuid::Uuid;

use super::evaluate::evaluate;
use crate::{Context, Result, health::Environment};

/// Clients of one transaction: enough that a statement is worth its way, few enough that nobody waits for long.
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

/// Looks at every client. One that someone else is writing is left to them, and to the next sweep.
pub async fn sweep(context: &Context) -> Result<Swept> {
    let clients = {
        let mut connection = context.pool.acquire().await?;
        store::alerts::candidates(&mut connection, context.now().date_naive()).await?
    };
    evaluate_now(context, &clients).await
}

/// Looks at these clients.
pub async fn evaluate_now(context: &Context, clients: &[Uuid]) -> Result<Swept> {
    let environment = {
        let mut connection = context.pool.acquire().await?;
        Arc::new(environment(context, &mut connection).await?)
    };
    let batches: Vec<Vec<Uuid>> = clients.chunks(CLIENTS_AT_ONCE).map(<[Uuid]>::to_vec).collect();
    let mut looks = futures::stream::iter(batches)
        .map(|batch| look(context, Arc::clone(&environment), batch))
        .buffer_unordered(BATCHES_AT_ONCE);
    let mut swept = Swept::default();
    while let Some(one) = looks.try_next().await? {
        swept.clients += one.clients;
        swept.alerts += one.alerts;
    }
    Ok(swept)
}

async fn look(context: &Context, environment: Arc<Environment>, batch: Vec<Uuid>) -> Result<Swept> {
    let mut transaction = context.pool.begin().await?;
    let free = store::facts::lock_free_clients(&mut transaction, &batch).await?;
    let alerts = evaluate(context, &mut transaction, &environment, &free).await?;
    transaction.commit().await?;
    Ok(Swept { clients: free.len(), alerts })
}

async fn environment(context: &Context, connection: &mut PgConnection) -> Result<Environment> {
    let today = context.now().date_naive();
    Environment::load(connection, today, today, context.now()).await
}
