//! The short way to a score under other weights is the long way, and an impact loses nobody.

use std::collections::BTreeMap;

use analytics::health::components::Component;
use analytics::health::config::ScoreConfig;
use analytics::health::measure::Measurement;
use analytics::health::score::{LastGood, score};
use analytics::health::simulate::{Rescored, back_test, rescore, rescored};
use analytics::health::snapshot::Snapshot;
use analytics::settings::HealthSettings;
use domain::health::Profile;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::world::day;

fn configuration(profile: Profile, cuts: &[i32]) -> ScoreConfig {
    // Cuts of a line of a hundred: weights that sum to it, some of them nothing.
    let mut cuts: Vec<i32> = cuts.iter().copied().take(Component::of(profile).len() - 1).chain([0, 100]).collect();
    cuts.sort_unstable();
    let weights = cuts.windows(2).map(|pair| pair[1] - pair[0]);
    let components = Component::of(profile).iter().map(|(component, _)| *component);
    ScoreConfig { weights: components.zip(weights).collect(), ..ScoreConfig::default_of(profile) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_short_way_is_the_long_way(
        profile in prop::sample::select(Profile::ALL),
        scores in vec(option::weighted(0.8, 0..=100_000_i64), 6),
        cuts in vec(0..=100_i32, 5),
    ) {
        let settings = HealthSettings::default();
        let known: BTreeMap<Component, Decimal> = Component::of(profile)
            .iter()
            .zip(scores)
            .filter_map(|((component, _), score)| Some((*component, Decimal::new(score?, 3))))
            .collect();
        let measured = known.iter().map(|(component, score)| (*component, Measurement::of_score(*score))).collect();
        let documented = ScoreConfig::default_of(profile);
        let stored = score(measured, &documented, &settings, &LastGood::none(), day(1));
        let Some(snapshot) = Snapshot::of(&stored, day(1)) else { return Ok(()) };
        let own = rescored(&known, &documented, &settings).map(|rescored| rescored.overall_score);
        prop_assert_eq!(own, Some(snapshot.overall_score), "the own weights change nothing");
        let config = configuration(profile, &cuts);
        let long = rescore(&snapshot, &config, &settings);
        let short = rescored(&snapshot.component_scores, &config, &settings);
        prop_assert_eq!(short.map(|short| short.score), long.score);
        prop_assert_eq!(short.map(|short| short.overall_score), long.overall_score);
        prop_assert_eq!(short.map(|short| short.health_status), long.health_status);
    }

    #[test]
    fn a_back_test_counts_everyone_once_and_knows_no_order(rows in vec((0..=100_i16, any::<bool>()), 0..80)) {
        let bands = ScoreConfig::default_of(Profile::Six).bands;
        let mut rows: Vec<(Rescored, bool)> = rows
            .into_iter()
            .map(|(overall_score, left)| {
                (Rescored { score: overall_score.into(), overall_score, health_status: bands.status(overall_score) }, left)
            })
            .collect();
        let found = back_test(&rows);
        prop_assert_eq!(found.bands.iter().map(|band| band.clients).sum::<usize>(), rows.len());
        prop_assert_eq!(found.bands.iter().map(|band| band.churned).sum::<usize>(), found.churned);
        prop_assert!(found.auc.is_none_or(|auc| (0.0..=1.0).contains(&auc)));
        prop_assert_eq!(found.lift.is_some(), found.churned > 0);
        rows.reverse();
        prop_assert_eq!(back_test(&rows), found);
    }
}
