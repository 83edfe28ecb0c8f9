use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::health::{ComponentState, Profile};
use rust_decimal::Decimal;

use crate::health::components::{Component, Inputs};
use crate::health::snapshot::Snapshot;

/// The last fresh value of each component, to be carried while its source is silent (§4.1).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LastGood {
    values: BTreeMap<Component, Good>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Good {
    pub(super) date: NaiveDate,
    pub(super) score: Decimal,
    pub(super) inputs: Inputs,
}

impl LastGood {
    /// Nothing to carry.
    pub fn none() -> Self {
        Self::default()
    }

    /// From earlier snapshots of the same profile, in any order.
    pub fn from_snapshots<'a>(profile: Profile, snapshots: impl IntoIterator<Item = &'a Snapshot>) -> Self {
        let mut last = Self::default();
        for snapshot in snapshots.into_iter().filter(|snapshot| snapshot.profile == profile) {
            for (component, standing) in &snapshot.component_states {
                let newer = last.values.get(component).is_none_or(|good| good.date < snapshot.date);
                if standing.state == ComponentState::Ok
                    && newer
                    && let Some(score) = snapshot.component_scores.get(component)
                {
                    let inputs = snapshot.inputs.get(component).cloned().unwrap_or_default();
                    last.values.insert(*component, Good { date: snapshot.date, score: *score, inputs });
                }
            }
        }
        last
    }

    /// A component's last fresh score, as a test or a caller without snapshots knows it.
    pub fn with(mut self, component: Component, date: NaiveDate, score: Decimal) -> Self {
        self.values.insert(component, Good { date, score, inputs: Inputs::new() });
        self
    }

    pub(super) fn within(&self, component: Component, as_of: NaiveDate, days: i64) -> Option<&Good> {
        let good = self.values.get(&component)?;
        let age = (as_of - good.date).num_days();
        (0..=days).contains(&age).then_some(good)
    }
}
