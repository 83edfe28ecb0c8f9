use chrono::Days;
use domain::health::Profile;

use super::*;
use crate::health::config::{ScoreConfig, Weights};
use crate::health::measure::{Measurement, Measurements};
use crate::health::score::{LastGood, score};

fn today() -> NaiveDate {
    "2026-06-10".parse().expect("a date")
}

fn snapshot(age: u64, scores: &[(Component, i64)], weights: Option<Weights>) -> Snapshot {
    let measured: Measurements =
        scores.iter().map(|(component, score)| (*component, Measurement::of_score((*score).into()))).collect();
    let mut config = ScoreConfig::default_of(Profile::Six);
    config.weights = weights.unwrap_or(config.weights);
    let date = today() - Days::new(age);
    let health = score(measured, &config, &HealthSettings::default(), &LastGood::none(), date);
    Snapshot::of(&health, date).expect("enough components")
}

const BASE: [(Component, i64); 4] =
    [(Component::Usage, 60), (Component::Adoption, 60), (Component::Support, 60), (Component::Contract, 60)];

fn compared(ages: &[u64]) -> Option<i64> {
    let earlier: Vec<Snapshot> = ages.iter().map(|age| snapshot(*age, &BASE, None)).collect();
    trend(&snapshot(0, &BASE, None), &earlier, &HealthSettings::default()).days(today())
}

#[test]
fn thirty_days_then_up_to_a_week_more_then_the_oldest_of_two_weeks() {
    assert_eq!(compared(&[29, 30, 31]), Some(30));
    assert_eq!(compared(&[29, 32, 37]), Some(32));
    assert_eq!(compared(&[14, 29, 38]), Some(29));
    assert_eq!(compared(&[13, 38]), None);
}

#[test]
fn too_little_history_is_flat_with_a_reason() {
    let found = trend(&snapshot(0, &BASE, None), [], &HealthSettings::default());
    assert_eq!((found.health_trend, found.trend_change), (HealthTrend::Flat, None));
    assert_eq!(found.null_reason, Some(NullReason::InsufficientHistory));
}

#[test]
fn other_weights_alone_do_not_move_a_trend() {
    let mixed = [(Component::Usage, 100), (Component::Adoption, 0), (Component::Support, 50)];
    let weights = [(Component::Usage, 80), (Component::Adoption, 10), (Component::Support, 10)].into();
    let (then, now) = (snapshot(30, &mixed, None), snapshot(0, &mixed, Some(weights)));
    assert_ne!(then.overall_score, now.overall_score);
    assert_eq!(change(&then, &now), Some(Decimal::ZERO));
}

#[test]
fn another_profile_cannot_be_compared() {
    let then = Snapshot { profile: Profile::Cx4, ..snapshot(30, &BASE, None) };
    let found = trend(&snapshot(0, &BASE, None), [&then], &HealthSettings::default());
    assert_eq!((found.delta, found.null_reason), (None, Some(NullReason::NotApplicable)));
}
