use domain::NullReason;
use domain::health::ComponentState;
use serde_json::json;

use super::*;
use crate::health::config::ScoreConfig;
use crate::health::measure::{Measurement, Measurements};
use crate::health::score::{LastGood, score};
use crate::settings::MetricSettings;

fn health() -> HealthScore {
    let mut measured: Measurements = Component::of(Profile::Six)
        .iter()
        .map(|(component, _)| (*component, Measurement::of_score(Decimal::from(200) / Decimal::from(3))))
        .collect();
    let missing = Measurement::missing(ComponentState::NoData, NullReason::NotApplicable);
    measured.insert(Component::Adoption, missing);
    let date = "2026-06-10".parse().expect("a date");
    score(measured, &ScoreConfig::default_of(Profile::Six), &MetricSettings::default().health, &LastGood::none(), date)
}

#[test]
fn columns_are_compact_and_lossless() {
    let snapshot = Snapshot::of(&health(), "2026-06-10".parse().expect("a date")).expect("a score");
    let stored = serde_json::to_value(&snapshot).expect("json");
    assert_eq!(stored["component_states"]["usage"], json!("OK"));
    assert_eq!(stored["component_states"]["adoption"], json!({"state": "NO_DATA", "null_reason": "NOT_APPLICABLE"}));
    assert_eq!(stored["component_scores"]["usage"], json!("66.666666666667"));
    assert_eq!(stored["score"], json!("66.666666667"));
    assert!(stored["component_scores"].get("adoption").is_none(), "no score is no entry, not a zero");
    assert_eq!(serde_json::from_value::<Snapshot>(stored).expect("a snapshot"), snapshot);
}

#[test]
fn no_score_is_no_row() {
    let config = ScoreConfig::default_of(Profile::Six);
    assert_eq!(Snapshot::of(&HealthScore::not_applicable(&config), "2026-06-10".parse().expect("a date")), None);
}

#[test]
fn scores_written_as_numbers_read_too() {
    let scores: BTreeMap<Component, Decimal> =
        serde_json::from_value(json!({"usage": 45, "adoption": 62.5})).expect("scores");
    assert_eq!(scores[&Component::Adoption], Decimal::new(625, 1));
}
