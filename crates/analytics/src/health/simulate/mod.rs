//! The portfolio under other weights, from stored component scores; nothing is written (§1).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::health::HealthStatus;

use super::config::ScoreConfig;
use super::measure::{Measurement, Measurements};
use super::score::{HealthScore, LastGood, score};
use super::snapshot::Snapshot;
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

/// How many clients move from which band to which; none stands for no score.
pub type Transitions = BTreeMap<(HealthStatus, Option<HealthStatus>), usize>;

/// The band transitions of a portfolio. Scores of other profiles are left out.
pub fn transitions<'a>(
    snapshots: impl IntoIterator<Item = &'a Snapshot>,
    config: &ScoreConfig,
    settings: &HealthSettings,
) -> Transitions {
    let mut transitions = Transitions::new();
    for snapshot in snapshots.into_iter().filter(|snapshot| snapshot.profile == config.profile) {
        let after = rescore(snapshot, config, settings).health_status;
        *transitions.entry((snapshot.health_status, after)).or_default() += 1;
    }
    transitions
}

/// The score of one snapshot date under other weights, for a slider.
pub fn preview(snapshot: &Snapshot, config: &ScoreConfig, settings: &HealthSettings) -> (NaiveDate, Option<i16>) {
    (snapshot.date, rescore(snapshot, config, settings).overall_score)
}
