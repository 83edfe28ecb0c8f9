use chrono::NaiveDate;
use domain::NullReason;
use rust_decimal::Decimal;

use super::*;
use crate::settings::BenchmarkSettings;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn values(values: &[i64]) -> Vec<Decimal> {
    values.iter().copied().map(Decimal::from).collect()
}

#[test]
fn fewer_is_better_turns_the_rank_and_the_best() {
    let peers = values(&[1, 2, 3, 4, 5]);
    let settings = BenchmarkSettings::default();
    let higher = compare(&peers, Decimal::from(5), Better::Higher, &settings).expect("peers");
    let lower = compare(&peers, Decimal::from(5), Better::Lower, &settings).expect("peers");
    // Four below and two equal of six: (4 + 1) / 6.
    assert_eq!((higher.percentile, higher.underperforms, higher.best_in_class), (83, false, Decimal::from(5)));
    assert_eq!((lower.percentile, lower.underperforms, lower.best_in_class), (17, true, Decimal::ONE));
    assert_eq!((higher.gap, lower.gap, lower.peer_median), (Decimal::TWO, Decimal::TWO, Decimal::from(3)));
    assert_eq!(compare(&peers[1..], Decimal::ONE, Better::Lower, &settings), Err(NullReason::SuppressedSmallN));
    assert_eq!(best_tenth(&[]), None);
}

#[test]
fn bands_of_employees_touch_and_do_not_overlap() {
    for (employees, band) in [
        (0, (0, Some(49))),
        (49, (0, Some(49))),
        (50, (50, Some(199))),
        (999, (200, Some(999))),
        (1_000, (1_000, Some(4_999))),
        (5_000, (5_000, None)),
        (900_000, (5_000, None)),
    ] {
        assert_eq!(size_band(employees), band, "{employees}");
    }
}

#[test]
fn bands_of_tenure_hold_the_client_itself() {
    let today = date("2026-06-10");
    for (started, after, until) in [
        ("2026-06-10", Some("2025-12-10"), None),
        ("2025-12-11", Some("2025-12-10"), None),
        ("2025-12-10", Some("2025-06-10"), Some("2025-12-10")),
        ("2025-06-10", Some("2024-06-10"), Some("2025-06-10")),
        ("2023-06-11", Some("2023-06-10"), Some("2024-06-10")),
        ("2001-01-01", None, Some("2023-06-10")),
    ] {
        let (first, last) = tenure_band(date(started), today);
        assert_eq!((first, last), (after.map(date), until.map_or(NaiveDate::MAX, date)), "{started}");
        assert!(first.is_none_or(|first| first < date(started)) && date(started) <= last, "{started}");
    }
}

#[test]
fn nobody_is_no_data_and_few_are_suppressed() {
    let sums = IndustrySums { health_sum: 240, scored: 4, ..IndustrySums::default() };
    assert_eq!(sums.average_health(5), Err(NullReason::SuppressedSmallN));
    assert_eq!(sums.average_health(4), Ok(Decimal::from(60)));
    assert_eq!(sums.average_adoption(5), Err(NullReason::NoData));
    assert_eq!(sums.logo_churn(5), Err(NullReason::NoData));
}

#[test]
fn first_value_needs_the_feature_when_seats_are_unknown() {
    let day = |day: &str, active_share, active_features| ValueDay { date: date(day), active_share, active_features };
    let quarter = Some(Decimal::new(25, 2));
    assert_eq!(first_value_date([day("2026-01-02", None, 1), day("2026-01-01", None, 0)]), Some(date("2026-01-02")));
    assert_eq!(first_value_date([day("2026-01-01", quarter, 1)]), Some(date("2026-01-01")));
    assert_eq!(first_value_date([day("2026-01-01", Some(Decimal::new(249, 3)), 9)]), None);
}

#[test]
fn half_that_never_get_there_have_no_median() {
    let watched = |days, reached| Watched { days, reached };
    assert_eq!(median_time_to_value(&[watched(10, true), watched(20, false), watched(30, false)]), None);
    assert_eq!(median_time_to_value(&[]), None);
    assert_eq!(median_time_to_value(&[watched(10, true), watched(10, true)]), Some(10));
}
