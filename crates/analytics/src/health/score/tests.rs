use chrono::NaiveDate;
use domain::NullReason;
use domain::health::{ComponentState, ConfidenceLevel, Profile};
use rust_decimal::Decimal;

use super::*;
use crate::health::config::ScoreConfig;
use crate::health::measure::{Measurement, Measurements};
use crate::settings::HealthSettings;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn six(scores: [Option<i64>; 6], stale: Option<Component>, last_good: &LastGood, config: &ScoreConfig) -> HealthScore {
    let measured: Measurements = Component::of(Profile::Six)
        .iter()
        .zip(scores)
        .map(|((component, _), score)| {
            let measurement = match score {
                _ if stale == Some(*component) => Measurement::missing(ComponentState::Stale, NullReason::Stale),
                Some(score) => Measurement::of_score(score.into()),
                None => Measurement::missing(ComponentState::NoData, NullReason::NoData),
            };
            (*component, measurement)
        })
        .collect();
    score(measured, config, &HealthSettings::default(), last_good, date("2026-06-15"))
}

#[test]
fn a_silent_source_is_carried_for_fourteen_days_and_then_gone() {
    let config = ScoreConfig::default_of(Profile::Six);
    let carried_since = |from: &str| {
        let last = LastGood::none().with(Component::Usage, date(from), Decimal::from(20));
        six([Some(90); 6], Some(Component::Usage), &last, &config)
    };
    let carried = carried_since("2026-06-01");
    let usage = &carried.components[&Component::Usage];
    assert_eq!((usage.state, usage.carried_from), (ComponentState::Stale, Some(date("2026-06-01"))));
    assert_eq!(carried.score, Some(Decimal::new(725, 1)));
    assert_eq!(carried.confidence, Decimal::new(875, 3));
    let gone = carried_since("2026-05-31");
    let usage = &gone.components[&Component::Usage];
    assert_eq!((usage.state, usage.null_reason), (ComponentState::NoData, Some(NullReason::Stale)));
    assert_eq!((gone.score, gone.confidence), (Some(Decimal::from(90)), Decimal::new(75, 2)));
}

#[test]
fn half_the_weight_and_two_components_are_needed() {
    let mut config = ScoreConfig::default_of(Profile::Six);
    let none = LastGood::none();
    let score = |scores, config: &ScoreConfig| six(scores, None, &none, config);
    assert!(score([Some(50), Some(50), None, None, None, None], &config).score.is_none(), "45 of 100");
    assert!(score([Some(50), None, Some(50), None, None, Some(50)], &config).score.is_some(), "50 of 100");
    config.weights = [(Component::Usage, 100), (Component::Adoption, 0)].into();
    let alone = score([Some(50), Some(50), None, None, None, None], &config);
    assert_eq!((alone.score, alone.coverage), (None, Decimal::ONE), "a component without weight does not count");
    assert_eq!(alone.null_reason, Some(NullReason::InsufficientData));
}

#[test]
fn confidence_levels_start_at_their_bounds() {
    let level = |percent| confidence_level(Decimal::new(percent, 2));
    assert_eq!([85, 84, 65, 64].map(level), {
        use ConfidenceLevel::{High, Low, Medium};
        [High, Medium, Medium, Low]
    });
}

#[test]
fn repeating_fractions_round_as_the_number_they_stand_for() {
    let third = |n: i64| Decimal::from(n) / Decimal::from(3);
    let thirds = composite([(1, third(175)), (1, third(176)), (1, third(177))]).expect("a score");
    assert_eq!(thirds.to_string(), "58.666666667");
    let half = composite([(1, third(175)), (2, third(176))]).expect("a score");
    assert_eq!(half.normalize().to_string(), "58.555555556");
    let tie = composite([(3, third(175)), (3, third(176))]).expect("a score");
    assert_eq!(crate::round::round_to_score(tie), 58, "58.5 goes to the even side");
}
