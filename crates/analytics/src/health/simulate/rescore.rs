use std::collections::BTreeMap;

use domain::health::HealthStatus;
use rust_decimal::Decimal;

use crate::health::components::Component;
use crate::health::config::ScoreConfig;
use crate::health::measure::{Measurement, Measurements};
use crate::health::score::{HealthScore, LastGood, composite, score};
use crate::health::snapshot::Snapshot;
use crate::round::round_to_score;
use crate::settings::HealthSettings;

/// One stored score under another configuration of its profile. Carried components keep counting in full
/// here: what is compared is the effect of the weights.
pub fn rescore(snapshot: &Snapshot, config: &ScoreConfig, settings: &HealthSettings) -> HealthScore {
    let measurements: Measurements = snapshot
        .component_scores
        .iter()
        .map(|(component, score)| (*component, Measurement::of_score(*score)))
        .collect();
    score(measurements, config, settings, &LastGood::none(), snapshot.date)
}

/// A score under some configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rescored {
    /// Unrounded.
    pub score: Decimal,
    /// As it is shown.
    pub overall_score: i16,
    /// Its band.
    pub health_status: HealthStatus,
}

/// What [`rescore`] comes to, without the ledger behind it: for a hundred thousand clients, or at every move of a
/// slider. None where too little of the weight has a score.
pub fn rescored(
    scores: &BTreeMap<Component, Decimal>,
    config: &ScoreConfig,
    settings: &HealthSettings,
) -> Option<Rescored> {
    let counted = || {
        config
            .weights
            .iter()
            .filter(|(_, weight)| **weight > 0)
            .filter_map(|(component, weight)| Some((*weight, *scores.get(component)?)))
    };
    let total = Decimal::from(config.weights.values().filter(|weight| **weight > 0).sum::<i32>()).max(Decimal::ONE);
    let available = Decimal::from(counted().map(|(weight, _)| weight).sum::<i32>());
    // Multiplied out: the same comparison without a division.
    if available < settings.min_weight_coverage * total || counted().count() < settings.min_components {
        return None;
    }
    let score = composite(counted())?;
    let overall_score = round_to_score(score);
    Some(Rescored { score, overall_score, health_status: config.bands.status(overall_score) })
}
