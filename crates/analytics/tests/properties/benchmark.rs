//! Comparisons with peers: bounds, that the order of peers does not matter, and that few are never shown.

use analytics::benchmark::{Better, Watched, compare, survival};
use analytics::settings::BenchmarkSettings;
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn decimals(values: &[i64]) -> Vec<Decimal> {
    values.iter().copied().map(Decimal::from).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_comparison_lies_within_its_peers(peers in vec(0..200_i64, 0..60), value in 0..200_i64, lower in any::<bool>()) {
        let better = if lower { Better::Lower } else { Better::Higher };
        let (peers, value) = (decimals(&peers), Decimal::from(value));
        let settings = BenchmarkSettings::default();
        let found = compare(&peers, value, better, &settings);
        let Ok(found) = found else {
            prop_assert!(peers.len() < settings.min_peers);
            return Ok(());
        };
        prop_assert!(peers.len() >= settings.min_peers && found.peers == peers.len());
        prop_assert!((0..=100).contains(&found.percentile));
        let (least, most) = (*peers.iter().min().expect("peers"), *peers.iter().max().expect("peers"));
        for figure in [found.peer_mean, found.peer_median, found.peer_p90, found.best_in_class] {
            prop_assert!(least <= figure && figure <= most);
        }
        prop_assert!(found.peer_median <= found.peer_p90);
        prop_assert_eq!(found.gap, value - found.peer_mean);
        // In whatever order they come, and turned round the ranks add up to a hundred.
        let mut backwards = peers.clone();
        backwards.reverse();
        prop_assert_eq!(compare(&backwards, value, better, &settings), Ok(found));
        let other = compare(&peers, value, if lower { Better::Higher } else { Better::Lower }, &settings).expect("peers");
        prop_assert!((99..=101).contains(&(found.percentile + other.percentile)));
    }

    #[test]
    fn survival_only_falls(rows in vec((0..400_i64, any::<bool>()), 0..50)) {
        let watched: Vec<Watched> = rows.iter().map(|(days, reached)| Watched { days: *days, reached: *reached }).collect();
        let steps = survival(&watched);
        for pair in steps.windows(2) {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1);
        }
        prop_assert!(steps.iter().all(|(_, share)| *share >= Decimal::ZERO && *share < Decimal::ONE));
    }
}
