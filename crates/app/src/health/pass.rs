use std::{collections::HashMap, sync::Arc};

use analytics::health::snapshot::Snapshot;
use chrono::{Duration, NaiveDate};
use domain::import::DataFeed;
use store::PgConnection;
use uuid::Uuid;

use super::{compute::compute, engagement, environment::Environment, facts, rows::rows, snapshots::snapshot};
use crate::{Context, Error, Result, priority};

/// Points of a sparkline over ninety days.
const SPARKLINE_POINTS: i64 = 24;

/// Computes a batch of clients from one day to another and writes what came out, on the caller's transaction. A fixed
/// number of statements, however many clients.
pub async fn run(
    context: &Context,
    connection: &mut PgConnection,
    environment: &Arc<Environment>,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<()> {
    if clients.is_empty() {
        return Ok(());
    }
    let now = context.now();
    store::facts::lock_clients(connection, clients).await?;
    store::facts::take_requests(connection, clients).await?;
    store::facts::refresh_contact_logins(connection, clients, to - Duration::days(2)).await?;
    engagement::write(connection, clients, environment.speaks_until(DataFeed::Usage, to)).await?;
    let loaded = facts::load(connection, clients, from, to, environment).await?;
    let earlier = earlier(connection, environment, clients, from, to).await?;

    let shared = Arc::clone(environment);
    let today = now.date_naive();
    let rows = tokio::task::spawn_blocking(move || rows(compute(&shared, loaded, earlier, from, to), today))
        .await
        .map_err(|error| Error::Internal(error.to_string()))??;

    store::health::write_scores(connection, &rows.scores, now).await?;
    store::health::write_daily_states(connection, &rows.daily).await?;
    store::health::write_predictions(connection, &rows.predictions, now).await?;
    store::health::write_client_states(connection, &rows.clients, &sparkline_days(to), to, now).await?;
    store::health::write_adoption(connection, &rows.adoption, now).await?;
    // Who is compared with others is compared by whole days.
    let complete = environment.speaks_until(DataFeed::Usage, to.min(today - Duration::days(1)));
    store::usage::write_standings(connection, clients, complete, now).await?;
    store::benchmarks::write_standings(connection, clients, to, now).await?;
    priority::write(context, connection, environment, clients, to).await
}

/// The stored scores the days are compared with, and while a source is silent those it is carried forward from.
async fn earlier(
    connection: &mut PgConnection,
    environment: &Environment,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<Uuid, Vec<Snapshot>>> {
    let mut stored = store::health::trend_snapshots(connection, clients, from, to).await?;
    if environment.has_silent_feed(to) {
        stored.extend(store::health::carried_snapshots(connection, clients, from).await?);
    }
    let mut earlier: HashMap<Uuid, Vec<Snapshot>> = HashMap::new();
    for row in stored {
        earlier.entry(row.client_id).or_default().push(snapshot(row)?);
    }
    Ok(earlier)
}

/// Evenly spaced days over the ninety up to `to`.
fn sparkline_days(to: NaiveDate) -> Vec<NaiveDate> {
    (0..SPARKLINE_POINTS).map(|i| to - Duration::days(89 - i * 89 / (SPARKLINE_POINTS - 1))).collect()
}
