use chrono::NaiveDate;
use domain::usage::{AdoptionStatus, UsageTrend};
use rust_decimal::Decimal;

use super::*;
use crate::health::facts::{ClientFacts, FeatureFacts};
use crate::health::history::ClientHistory;
use crate::settings::AdoptionSettings;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn feature(window_days: i32, uses: &[(&str, i64)]) -> FeatureFacts {
    FeatureFacts {
        feature_key: "campaigns".to_owned(),
        is_licensed: true,
        licensed_on: Some(date("2026-01-01")),
        is_configured: false,
        configured_on: None,
        expected_usage: Some(Decimal::from(4)),
        window_days,
        uses: uses.iter().map(|(day, count)| (date(day), *count)).collect(),
    }
}

fn adoption(feature: FeatureFacts, as_of: &str) -> FeatureAdoption {
    let history = ClientHistory::new(ClientFacts { features: vec![feature], ..ClientFacts::default() });
    feature_adoption(history.features(), date(as_of), date(as_of), &AdoptionSettings::default()).remove(0)
}

#[test]
fn a_quarterly_feature_is_judged_over_its_own_window() {
    let uses = [("2026-03-01", 1), ("2026-02-01", 1), ("2026-03-01", 1)];
    let row = adoption(feature(90, &uses), "2026-05-01");
    assert_eq!(row.usage_in_window, 3, "2026-02-01 is the first of the ninety days");
    assert_eq!((row.usage_30_days, row.usage_prev_30_days), (0, 0));
    assert_eq!(row.adoption_status, AdoptionStatus::ActiveUse);
    assert_eq!(row.usage_trend, UsageTrend::NoUse);
    assert!(row.is_configured_inferred);
    assert_eq!(row.last_used_on, Some(date("2026-03-01")));
}

#[test]
fn a_feature_counts_from_the_day_it_is_licensed() {
    assert_eq!(adoption(feature(30, &[]), "2025-12-31").adoption_status, AdoptionStatus::NotLicensed);
    assert_eq!(adoption(feature(30, &[]), "2026-01-01").adoption_status, AdoptionStatus::NotConfigured);
}

#[test]
fn levels_are_stretches_without_a_gap() {
    let uses = [("2026-02-10", 1), ("2026-02-20", 3)];
    let feature = feature(30, &uses);
    let days = crate::period::Window { start: date("2026-02-01"), end: date("2026-04-01") };
    let spans = level_history(feature, days, &AdoptionSettings::default());
    let shown: Vec<_> = spans.iter().map(|s| (s.from.to_string(), s.to.to_string(), s.adoption_status)).collect();
    let span = |from: &str, to: &str, status| (from.to_owned(), to.to_owned(), status);
    // One of four is a quarter and therefore active; all four are more than three quarters; the first use leaves the
    // window thirty days later.
    assert_eq!(
        shown,
        [
            span("2026-02-01", "2026-02-09", AdoptionStatus::NotConfigured),
            span("2026-02-10", "2026-02-19", AdoptionStatus::ActiveUse),
            span("2026-02-20", "2026-03-11", AdoptionStatus::PowerUse),
            span("2026-03-12", "2026-03-21", AdoptionStatus::ActiveUse),
            span("2026-03-22", "2026-04-01", AdoptionStatus::NotConfigured),
        ]
    );
}
