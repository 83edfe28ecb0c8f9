//! Bounds of the figures of usage, and that the order of rows does not matter.

use analytics::period::Window;
use analytics::settings::DayMask;
use analytics::usage::{
    HOURS, UserEngagement, anomalies, busiest, engagement_ranks, feature_breadth, intensity_bin, login_heatmap,
    peer_figures, power_users, stickiness, usage_by_plan, usage_vs_baseline,
};
use chrono::NaiveDate;
use domain::client::EngagementStatus;
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::world::day;

fn user() -> impl Strategy<Value = UserEngagement> {
    (0..=30_i64, 0..2_000_i64, 0..12_i64, 0..3_usize).prop_map(|(active_days, actions, features, status)| {
        let status = EngagementStatus::ALL[status];
        UserEngagement { active_days, actions, features, status }
    })
}

fn by_day(values: &[i64]) -> Vec<(NaiveDate, i64)> {
    values.iter().enumerate().map(|(offset, value)| (day(offset as u64), *value)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn engagement_is_bounded_and_candidates_are_few(users in vec(user(), 0..60)) {
        let Some(ranks) = engagement_ranks(&users) else {
            prop_assert!(users.len() < 5);
            return Ok(());
        };
        let candidates = ranks.iter().filter(|rank| rank.is_champion_candidate).count();
        prop_assert!(candidates <= users.len().div_ceil(20).max(1));
        for (rank, user) in ranks.iter().zip(&users) {
            prop_assert!((0..=100).contains(&rank.index));
            if rank.is_champion_candidate {
                prop_assert!(rank.index >= 80 && user.active_days >= 8 && user.status == EngagementStatus::Active);
            }
        }
        // Backwards, everyone keeps the index.
        let mut backwards = users.clone();
        backwards.reverse();
        let mut again: Vec<i16> = engagement_ranks(&backwards).expect("as many").iter().map(|rank| rank.index).collect();
        again.reverse();
        prop_assert_eq!(again, ranks.iter().map(|rank| rank.index).collect::<Vec<_>>());
    }

    #[test]
    fn power_users_are_a_fifth_with_ties(mut actions in vec(1..500_i64, 1..80)) {
        let found = power_users(&actions).expect("someone");
        prop_assert_eq!(found.rank, actions.len().div_ceil(5));
        prop_assert!(found.users >= found.rank && found.users <= actions.len());
        prop_assert_eq!(actions.iter().filter(|count| **count >= found.least_actions).count(), found.users);
        actions.reverse();
        prop_assert_eq!(power_users(&actions), Some(found));
    }

    #[test]
    fn bins_go_from_nothing_to_four(values in vec(0..10_000_i64, 1..60)) {
        let max = values.iter().copied().max().unwrap_or(0);
        for value in &values {
            let bin = intensity_bin(*value, max);
            prop_assert_eq!(bin == 0, *value == 0);
            prop_assert!(bin <= 4 && (bin == 4 || *value != max || max == 0));
            prop_assert!(intensity_bin(value + 1, max.max(value + 1)) >= 1);
        }
    }

    #[test]
    fn the_map_of_logins_loses_none_and_knows_no_order(hours in vec(vec(0..50_i16, HOURS), 1..40)) {
        let days: Vec<(NaiveDate, &[i16])> =
            hours.iter().enumerate().map(|(offset, hours)| (day(offset as u64), hours.as_slice())).collect();
        let cells = login_heatmap(days.iter().copied());
        let all: i64 = hours.iter().flatten().map(|count| i64::from(*count)).sum();
        prop_assert_eq!(cells.iter().flatten().sum::<i64>(), all);
        prop_assert_eq!(login_heatmap(days.iter().rev().copied()), cells);
        prop_assert_eq!(busiest(&cells).map(|(.., count)| count), cells.iter().flatten().copied().max().filter(|m| *m > 0));
    }

    #[test]
    fn ratios_stay_within_their_bounds(daily in vec(0..50_i64, 30), more in 0..50_i64, used in vec(0..9_u8, 0..20), licensed in vec(0..9_u8, 0..9)) {
        let sum: i64 = daily.iter().sum();
        let mau = daily.iter().copied().max().unwrap_or(0) + more;
        if let Ok(ratio) = stickiness(sum, 30, mau) {
            prop_assert!(ratio >= Decimal::ZERO && ratio <= Decimal::ONE);
        }
        let names = |numbers: &[u8]| numbers.iter().map(u8::to_string).collect::<Vec<_>>();
        let (used, licensed) = (names(&used), names(&licensed));
        match feature_breadth(used.iter().map(String::as_str), &licensed) {
            Ok(ratio) => prop_assert!(ratio >= Decimal::ZERO && ratio <= Decimal::ONE),
            Err(_) => prop_assert!(licensed.is_empty()),
        }
    }

    #[test]
    fn anomalies_lie_in_the_window_and_know_no_order(values in vec(0..60_i64, 45), since in 0..45_u64) {
        let days = by_day(&values);
        let window = Window { start: day(20), end: day(44) };
        let found = anomalies(days.iter().copied(), day(since), window, DayMask::default());
        prop_assert!(found.iter().all(|one| window.contains(one.date) && one.date >= day(since + 14)));
        let backwards = anomalies(days.iter().rev().copied(), day(since), window, DayMask::default());
        prop_assert_eq!(backwards, found);
        // A flat past has no anomaly in it.
        let flat: Vec<(NaiveDate, i64)> = days.iter().map(|(date, _)| (*date, 7)).collect();
        prop_assert!(anomalies(flat, day(0), window, DayMask::default()).is_empty());
    }

    #[test]
    fn a_baseline_needs_its_days(values in vec(0..60_i64, 45), since in 0..45_u64) {
        let days = by_day(&values);
        let found = usage_vs_baseline(&days, day(since), day(44));
        // The thirty days before the last seven begin on day 8 and end on day 37.
        if since > 24 {
            prop_assert!(found.is_err());
        } else if let Ok((change, mean)) = found {
            prop_assert!(change >= -Decimal::ONE && mean > Decimal::ZERO);
        }
        let mut backwards = days.clone();
        backwards.reverse();
        prop_assert_eq!(usage_vs_baseline(&backwards, day(since), day(44)), found);
    }

    #[test]
    fn peers_are_suppressed_when_few_and_ordered_otherwise(others in vec(0..500_i64, 0..30), value in 0..500_i64) {
        let others: Vec<Decimal> = others.into_iter().map(Decimal::from).collect();
        match peer_figures(&others, Decimal::from(value), 5) {
            Err(_) => prop_assert!(others.len() < 5),
            Ok(found) => {
                let least = others.iter().min().copied().unwrap_or_default();
                let most = others.iter().max().copied().unwrap_or_default();
                prop_assert!(found.mean >= least && found.mean <= most && found.best >= least && found.best <= most);
                prop_assert!(found.percentile > Decimal::ZERO && found.percentile < Decimal::ONE_HUNDRED);
                let mut backwards = others.clone();
                backwards.reverse();
                prop_assert_eq!(peer_figures(&backwards, Decimal::from(value), 5), Ok(found));
            }
        }
    }

    #[test]
    fn plans_sum_to_everything(records in vec((0..3_u8, 0..5_u8, 0..100_i64), 0..40)) {
        let records: Vec<_> = records
            .into_iter()
            .map(|(plan, user, quantity)| analytics::usage::PlanUse {
                plan: plan.to_string(),
                user: user.to_string(),
                quantity: Decimal::from(quantity),
            })
            .collect();
        let plans = usage_by_plan(&records);
        let total: Decimal = records.iter().map(|record| record.quantity).sum();
        prop_assert_eq!(plans.iter().map(|plan| plan.total).sum::<Decimal>(), total);
        let mut backwards = records;
        backwards.reverse();
        prop_assert_eq!(usage_by_plan(&backwards), plans);
    }
}
