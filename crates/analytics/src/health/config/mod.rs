//! Weights, bands and parameters of a score, and which configuration a client gets (§1, §4.3).

mod bands;
mod params;
mod problems;
mod resolve;

use std::collections::BTreeMap;

use domain::HealthScoreConfigId;
use domain::health::Profile;
use serde::{Deserialize, Serialize};

pub use bands::Bands;
pub use params::{ScoreParams, UsageFormula};
pub use problems::{ConfigProblem, named_weights};
pub use resolve::{AppliesTo, resolve};

use super::components::Component;

/// Weight in whole points per component; they sum to 100.
pub type Weights = BTreeMap<Component, i32>;

/// One row of `health_score_config`, as the maths needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreConfig {
    /// Which configuration; none for one that is only tried out.
    pub id: Option<HealthScoreConfigId>,
    /// What a score made with it says it was made with.
    pub version_label: String,
    /// Its version: among configurations of one scope the highest active one counts.
    pub version: i32,
    /// The clients it is for.
    pub applies_to: AppliesTo,
    /// The formula.
    pub profile: Profile,
    /// The weights.
    pub weights: Weights,
    /// The bands.
    pub bands: Bands,
    /// What else can be set.
    #[serde(default)]
    pub params: ScoreParams,
}

/// Why weights were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidConfig {
    /// The weights do not sum to 100.
    #[error("the weights sum to {0}, not to 100")]
    Sum(i64),
    /// A weight is negative.
    #[error("the weight of {0} is negative")]
    Negative(Component),
    /// A component is not part of the profile.
    #[error("{0} is not a component of this profile")]
    Foreign(Component),
    /// The bands do not descend within 0 to 100.
    #[error("the bands must descend from healthy to at risk, within 0 to 100")]
    Bands,
}

impl ScoreConfig {
    /// The documented configuration of a profile, for everyone.
    pub fn default_of(profile: Profile) -> Self {
        Self {
            id: None,
            version_label: format!("{profile} default"),
            version: 1,
            applies_to: AppliesTo::default(),
            profile,
            weights: Component::of(profile).iter().copied().collect(),
            bands: Bands::default_of(profile),
            params: ScoreParams::default(),
        }
    }

    /// Refuses weights that do not sum to 100 or are negative, and bands out of order (§1).
    pub fn validate(&self) -> Result<(), InvalidConfig> {
        let known = Component::of(self.profile);
        for (component, weight) in &self.weights {
            if !known.iter().any(|(other, _)| other == component) {
                return Err(InvalidConfig::Foreign(*component));
            }
            if *weight < 0 {
                return Err(InvalidConfig::Negative(*component));
            }
        }
        let sum: i64 = self.weights.values().map(|weight| i64::from(*weight)).sum();
        if sum != 100 {
            return Err(InvalidConfig::Sum(sum));
        }
        if self.bands.is_descending() { Ok(()) } else { Err(InvalidConfig::Bands) }
    }
}

#[cfg(test)]
mod tests;
