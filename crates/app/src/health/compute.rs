use std::collections::HashMap;

use analytics::{
    day::{Context as DayContext, DayState, evaluate_range},
    health::{history::ClientHistory, snapshot::Snapshot},
};
use chrono::NaiveDate;
use domain::ClientId;
use uuid::Uuid;

use super::{environment::Environment, facts::Loaded};

/// A client with its states, oldest first, and what of its row goes along with them.
#[derive(Debug)]
pub struct Computed {
    /// What was loaded, without the facts.
    pub client: Loaded,
    /// One state per day.
    pub states: Vec<DayState>,
}

/// The states of a batch of clients between two days. Pure: runs on a thread of its own.
pub fn compute(
    environment: &Environment,
    clients: Vec<Loaded>,
    mut earlier: HashMap<Uuid, Vec<Snapshot>>,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Computed> {
    clients
        .into_iter()
        .map(|mut client| {
            let history = ClientHistory::new(std::mem::take(&mut client.facts));
            let before = earlier.remove(&client.id).unwrap_or_default();
            let configs = environment.configs_of(ClientId(client.id));
            let context_on = |day| DayContext {
                feeds: &environment.feeds,
                settings: &environment.settings,
                config: environment.config_on(&configs, day, history.segment_at(day), history.tier_at(day)),
                churn_base: environment.churn_base,
            };
            // Before its contract a client has no days.
            let first = history.contract().contract_start_date.map_or(from, |start| start.max(from)).min(to);
            Computed { states: evaluate_range(&history, context_on, first, to, &before), client }
        })
        .collect()
}
