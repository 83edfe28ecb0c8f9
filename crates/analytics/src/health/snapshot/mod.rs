//! What is stored of one client and day in `client_health_score`: enough to compare any two days
//! component by component and input by input.

mod standing;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::health::{HealthStatus, Profile};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::components::{Component, Inputs};
use super::config::Weights;
use super::score::HealthScore;
pub use standing::Standing;

/// One stored score. Every map is one jsonb column; decimals are written as text, so nothing is lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The day.
    pub date: NaiveDate,
    /// The rounded score.
    pub overall_score: i16,
    /// The unrounded score.
    pub score: Decimal,
    /// The band it was in by the bands of its day.
    pub health_status: HealthStatus,
    /// Available weight over total weight, a carried component counting half.
    pub confidence: Decimal,
    /// The formula.
    pub profile: Profile,
    /// The unrounded score of every available component, carried ones included.
    pub component_scores: BTreeMap<Component, Decimal>,
    /// The state of every component of the profile.
    pub component_states: BTreeMap<Component, Standing>,
    /// What the available components were computed from.
    pub inputs: BTreeMap<Component, Inputs>,
    /// Which configuration it was made with.
    pub weights_version: String,
    /// The weights of that configuration.
    pub weights_snapshot: Weights,
}

impl Snapshot {
    /// What to store of a score; none when there is no score, for then no row is written (§4.1).
    pub fn of(health: &HealthScore, date: NaiveDate) -> Option<Self> {
        let mut snapshot = Self {
            date,
            overall_score: health.overall_score?,
            score: health.score?,
            health_status: health.health_status?,
            confidence: health.confidence,
            profile: health.profile,
            component_scores: BTreeMap::new(),
            component_states: BTreeMap::new(),
            inputs: BTreeMap::new(),
            weights_version: health.weights_version.clone(),
            weights_snapshot: health.weights.clone(),
        };
        for (component, result) in &health.components {
            let (state, carried_from, null_reason) = (result.state, result.carried_from, result.null_reason);
            snapshot.component_states.insert(*component, Standing { state, carried_from, null_reason });
            if let Some(score) = result.score {
                snapshot.component_scores.insert(*component, score);
                if !result.inputs.is_empty() {
                    snapshot.inputs.insert(*component, result.inputs.clone());
                }
            }
        }
        Some(snapshot)
    }

    /// The components that carry weight and have a score: the set A of §4.1.
    pub fn available(&self) -> impl Iterator<Item = (Component, i32, Decimal)> + '_ {
        self.component_scores.iter().filter_map(|(component, score)| {
            let weight = *self.weights_snapshot.get(component)?;
            (weight > 0).then_some((*component, weight, *score))
        })
    }
}

#[cfg(test)]
mod tests;
