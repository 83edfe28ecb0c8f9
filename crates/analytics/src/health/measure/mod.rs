//! The inputs of every component at the end of a date, from what was effective by then (§4.2).

mod adoption;
mod contract;
mod missing;
mod outcome;
mod relationship;
mod support;
mod usage;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::NullReason;
use domain::health::{ComponentState, Profile};
use domain::import::DataFeed;
use rust_decimal::Decimal;

use super::components::{Component, ComponentInputs, Inputs};
use super::config::ScoreConfig;
use super::feeds::{Feeds, Standing};
use super::history::ClientHistory;
use crate::period::end_of_day;
use crate::settings::MetricSettings;
use missing::{Found, Missing};

/// One component as measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// Whether it could be computed.
    pub state: ComponentState,
    /// What it was computed from; empty when it could not be.
    pub inputs: Inputs,
    /// Its score, when the state is OK.
    pub score: Option<Decimal>,
    /// Why there is none.
    pub null_reason: Option<NullReason>,
}

impl Measurement {
    /// A component with a known score and no inputs, as a stored or hand-written score gives it.
    pub fn of_score(score: Decimal) -> Self {
        Self { state: ComponentState::Ok, inputs: Inputs::new(), score: Some(score), null_reason: None }
    }

    /// A component that is missing.
    pub fn missing(state: ComponentState, reason: NullReason) -> Self {
        Self { state, inputs: Inputs::new(), score: None, null_reason: Some(reason) }
    }
}

/// Every component of a profile as measured.
pub type Measurements = BTreeMap<Component, Measurement>;

/// Everything a measurement reads, so that each component takes one argument.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) history: &'a ClientHistory,
    pub(crate) feeds: &'a Feeds,
    pub(crate) settings: &'a MetricSettings,
    pub(crate) config: &'a ScoreConfig,
    pub(crate) as_of: NaiveDate,
    pub(crate) tz: Tz,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        history: &'a ClientHistory,
        feeds: &'a Feeds,
        settings: &'a MetricSettings,
        config: &'a ScoreConfig,
        as_of: NaiveDate,
    ) -> Self {
        Self { history, feeds, settings, config, as_of, tz: settings.tz() }
    }

    pub(crate) fn standing(&self, feed: DataFeed) -> Standing {
        self.history.standing(self.feeds, feed, self.as_of, self.tz)
    }

    /// The last day up to the date that a source speaks for: windows of its facts end there.
    pub(crate) fn until(&self, feed: DataFeed) -> NaiveDate {
        self.feeds.speaks_until(feed, self.as_of, self.tz)
    }

    /// The end of a date, or now if that is earlier.
    pub(crate) fn moment(&self, date: NaiveDate) -> DateTime<Utc> {
        end_of_day(date, self.tz).min(self.feeds.now)
    }
}

/// Measures every component of the configuration's profile.
pub fn measure(
    history: &ClientHistory,
    feeds: &Feeds,
    settings: &MetricSettings,
    config: &ScoreConfig,
    as_of: NaiveDate,
) -> Measurements {
    measure_scene(&Scene::new(history, feeds, settings, config, as_of))
}

pub(crate) fn measure_scene(scene: &Scene<'_>) -> Measurements {
    Component::of(scene.config.profile)
        .iter()
        .map(|(component, _)| (*component, measure_component(scene, *component)))
        .collect()
}

fn measure_component(scene: &Scene<'_>, component: Component) -> Measurement {
    match component {
        Component::Usage => finish(usage::usage(scene)),
        Component::Adoption => finish(adoption::adoption(scene)),
        Component::Support if scene.config.profile == Profile::Cx4 => finish(support::helpdesk(scene)),
        Component::Support => finish(support::support(scene)),
        Component::Relationship => finish(relationship::relationship(scene)),
        Component::Contract => finish(contract::contract(scene)),
        Component::Outcome => finish(outcome::outcome(scene)),
        Component::UsageConsistency => finish(usage::consistency(scene)),
        Component::Payment => finish(contract::payment_component(scene)),
        Component::ProductUsage => finish(usage::product_usage(scene)),
        Component::Commercial => finish(contract::commercial(scene)),
        Component::Engagement => finish(contract::engagement(scene)),
    }
}

fn finish<T: ComponentInputs>(found: Found<T>) -> Measurement {
    match found {
        Ok(typed) => match typed.score() {
            Some(score) => Measurement {
                state: ComponentState::Ok,
                inputs: typed.to_inputs(),
                score: Some(score),
                null_reason: None,
            },
            None => Missing::NoData(NullReason::NoData).into(),
        },
        Err(missing) => missing.into(),
    }
}

#[cfg(test)]
mod tests;
