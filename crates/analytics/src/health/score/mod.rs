//! The composite score from measured components (§4.1).

mod carry;
mod composite;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::NullReason;
use domain::health::{ComponentState, ConfidenceLevel, HealthStatus, Profile};
use rust_decimal::Decimal;

use super::components::{Component, Inputs};
use super::config::Weights;

pub use carry::LastGood;
pub use composite::{composite, confidence_level, score};

/// One component of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct ComponentResult {
    /// Its weight in the configuration.
    pub weight: i32,
    /// Whether it was computed, carried or missing.
    pub state: ComponentState,
    /// Its score, computed or carried; none when its weight went to the others.
    pub score: Option<Decimal>,
    /// The day the carried value is from.
    pub carried_from: Option<NaiveDate>,
    /// Why there is no fresh score.
    pub null_reason: Option<NullReason>,
    /// What the score was computed from.
    pub inputs: Inputs,
}

/// A health score, or the reason there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthScore {
    /// The formula.
    pub profile: Profile,
    /// The integer that is shown and that thresholds look at.
    pub overall_score: Option<i16>,
    /// The unrounded score.
    pub score: Option<Decimal>,
    /// The band.
    pub health_status: Option<HealthStatus>,
    /// Available weight over total weight, a carried component counting half.
    pub confidence: Decimal,
    /// The same in a word.
    pub confidence_level: ConfidenceLevel,
    /// Available weight over total weight.
    pub coverage: Decimal,
    /// Why there is no score.
    pub null_reason: Option<NullReason>,
    /// The components.
    pub components: BTreeMap<Component, ComponentResult>,
    /// The weights it was made with.
    pub weights: Weights,
    /// Which configuration that was.
    pub weights_version: String,
}

#[cfg(test)]
mod tests;
