//! The direction of a score over random histories.

use analytics::health::components::Component;
use analytics::health::config::ScoreConfig;
use analytics::health::measure::Measurement;
use analytics::health::score::{LastGood, score};
use analytics::health::snapshot::Snapshot;
use analytics::health::trend::trend;
use analytics::settings::MetricSettings;
use domain::health::{HealthTrend, Profile};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::world::day;

fn snapshot(offset: u64, scores: &[i64]) -> Snapshot {
    let settings = MetricSettings::default();
    let config = ScoreConfig::default_of(Profile::Six);
    let measured = Component::of(Profile::Six)
        .iter()
        .zip(scores)
        .map(|((component, _), score)| (*component, Measurement::of_score(Decimal::from(*score))))
        .collect();
    let health = score(measured, &config, &settings.health, &LastGood::none(), day(offset));
    Snapshot::of(&health, day(offset)).expect("six components are a score")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_direction_follows_the_points(history in vec(option::weighted(0.7, vec(0..=100_i64, 6)), 60), today in vec(0..=100_i64, 6)) {
        let settings = MetricSettings::default().health;
        let earlier: Vec<Snapshot> = history
            .iter()
            .enumerate()
            .filter_map(|(offset, scores)| Some(snapshot(offset as u64, scores.as_deref()?)))
            .collect();
        let now = snapshot(60, &today);
        let found = trend(&now, &earlier, &settings);
        let mut backwards = earlier.clone();
        backwards.reverse();
        prop_assert_eq!(trend(&now, &backwards, &settings), found);
        let age = |snapshot: &&Snapshot| (now.date - snapshot.date).num_days();
        // The rule in words: 30 days, else up to 7 days older, else the oldest of at least 14 days.
        let expected = (30..=37).chain((14..30).rev()).find_map(|days| earlier.iter().find(|one| age(one) == days));
        prop_assert_eq!(found.compared_with, expected.map(|one| one.date));
        if let Some(then) = expected {
            let points = now.overall_score - then.overall_score;
            prop_assert_eq!(found.trend_change, Some(points));
            let direction = match points {
                3.. => HealthTrend::Up,
                ..=-3 => HealthTrend::Down,
                _ => HealthTrend::Flat,
            };
            prop_assert_eq!(found.health_trend, direction);
        }
    }
}
