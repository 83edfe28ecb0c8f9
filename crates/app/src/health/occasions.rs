use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use futures::TryStreamExt as _;
use store::clients::ClientRef;
use uuid::Uuid;

use super::{environment::Environment, pass};
use crate::{
    Actor, Context, Error, Result, alerts,
    audit::{self, Action, AuditEntry},
    maintenance::make_months,
    priority,
};

/// Clients of one transaction when something just changed: small, so that nobody waits for long.
const REQUESTED_AT_ONCE: i64 = 200;
/// Clients of one transaction of a full pass.
const CLIENTS_AT_ONCE: usize = 1_000;
/// Client-days of one transaction of a backfill; bounds the memory it takes.
const CLIENT_DAYS_AT_ONCE: i64 = 20_000;
/// Batches under way at once: one computes while another reads or writes.
const BATCHES_AT_ONCE: usize = 2;

/// Computes the clients whose inputs changed, for today, and looks at them for alerts; returns how many there were.
pub async fn recompute_requested(context: &Context) -> Result<usize> {
    let today = context.now().date_naive();
    let mut done = 0;
    prepare_partitions(context, today, today).await?;
    loop {
        let mut transaction = context.pool.begin().await?;
        let requested = store::facts::requested_clients(&mut transaction, REQUESTED_AT_ONCE).await?;
        // Whoever holds the others computes them, or asks again when done.
        let free = store::facts::lock_free_clients(&mut transaction, &requested).await?;
        let clients = store::facts::take_requests(&mut transaction, &free).await?;
        if clients.is_empty() {
            break;
        }
        let environment = Arc::new(Environment::load(&mut transaction, today, today, context.now()).await?);
        pass::run(context, &mut transaction, &environment, &clients, today, today).await?;
        alerts::evaluate(context, &mut transaction, &environment, &clients).await?;
        transaction.commit().await?;
        done += clients.len();
    }
    if done > 0 {
        write_snapshots(context, today, today).await?;
        let mut connection = context.pool.acquire().await?;
        priority::rank_newcomers(&mut connection).await?;
    }
    Ok(done)
}

/// Computes some clients for a day.
pub async fn recompute(context: &Context, clients: &[Uuid], as_of: NaiveDate) -> Result<()> {
    days(context, clients, as_of, as_of, CLIENTS_AT_ONCE).await
}

/// Computes everyone: yesterday for the last time, and today; returns how many clients there were.
pub async fn full_pass(context: &Context) -> Result<usize> {
    let today = context.now().date_naive();
    let clients = {
        let mut connection = context.pool.acquire().await?;
        store::health::all_client_ids(&mut connection).await?
    };
    days(context, &clients, today - Duration::days(1), today, CLIENTS_AT_ONCE).await?;
    Ok(clients.len())
}

/// Computes every day of some clients' history, oldest first.
pub async fn backfill(context: &Context, clients: &[Uuid], from: NaiveDate, to: NaiveDate) -> Result<()> {
    let length = (to - from).num_days().max(0) + 1;
    let at_once = usize::try_from(CLIENT_DAYS_AT_ONCE / length).unwrap_or(1).max(1);
    days(context, clients, from, to, at_once).await
}

/// Computes one client within the actor's scope again, at once.
pub async fn refresh(context: &Context, actor: &Actor, client: &ClientRef) -> Result<Uuid> {
    let today = context.now().date_naive();
    prepare_partitions(context, today, today).await?;
    let mut transaction = context.pool.begin().await?;
    let id = store::clients::resolve(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let environment = Arc::new(Environment::load(&mut transaction, today, today, context.now()).await?);
    pass::run(context, &mut transaction, &environment, &[id], today, today).await?;
    alerts::evaluate(context, &mut transaction, &environment, &[id]).await?;
    let entry = AuditEntry {
        action: Action::Run,
        operation: "refresh_client_health".to_owned(),
        entity: "client",
        ids: vec![id],
        changes: None,
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(id)
}

async fn days(context: &Context, clients: &[Uuid], from: NaiveDate, to: NaiveDate, at_once: usize) -> Result<()> {
    prepare_partitions(context, from, to).await?;
    let environment = {
        let mut connection = context.pool.acquire().await?;
        Arc::new(Environment::load(&mut connection, from, to, context.now()).await?)
    };
    futures::stream::iter(clients.chunks(at_once).map(Ok))
        .try_for_each_concurrent(BATCHES_AT_ONCE, |batch| {
            let environment = Arc::clone(&environment);
            async move {
                let mut transaction = context.pool.begin().await?;
                pass::run(context, &mut transaction, &environment, batch, from, to).await?;
                transaction.commit().await?;
                Ok::<_, Error>(())
            }
        })
        .await?;
    if clients.len() >= CLIENTS_AT_ONCE {
        let mut connection = context.pool.acquire().await?;
        store::maintenance::vacuum_clients(&mut connection).await?;
    }
    write_snapshots(context, from, to).await?;
    let mut connection = context.pool.acquire().await?;
    store::adoption::write_reach(&mut connection, to, context.now()).await?;
    priority::rank(&mut connection).await
}

async fn prepare_partitions(context: &Context, from: NaiveDate, to: NaiveDate) -> Result<()> {
    for table in ["client_health_score", "client_daily_state", "churn_prediction"] {
        make_months(context, table, from, to).await?;
    }
    Ok(())
}

/// Sums the days of the portfolio, for cards, comparisons and the tiers' average lines.
async fn write_snapshots(context: &Context, from: NaiveDate, to: NaiveDate) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let environment = Environment::load(&mut transaction, from, to, context.now()).await?;
    for (from, to, profile) in runs(from, to, |day| environment.default_profile(day)) {
        store::analytics::write_snapshots(&mut transaction, from, to, profile.as_str(), context.now()).await?;
    }
    store::analytics::write_tier_snapshots(&mut transaction, from, to, context.now()).await?;
    store::benchmarks::write_industry_snapshots(&mut transaction, from, to, context.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Neighbouring days of one value, as their first and last day and the value.
fn runs<T: PartialEq>(from: NaiveDate, to: NaiveDate, of: impl Fn(NaiveDate) -> T) -> Vec<(NaiveDate, NaiveDate, T)> {
    let mut runs: Vec<(NaiveDate, NaiveDate, T)> = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        let value = of(day);
        match runs.last_mut() {
            Some((_, last, same)) if *same == value => *last = day,
            _ => runs.push((day, day, value)),
        }
    }
    runs
}
