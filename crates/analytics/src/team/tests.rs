use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::NullReason;
use domain::alert::AlertSeverity;
use rust_decimal::Decimal;

use super::*;
use crate::settings::SlaSettings;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn owned(owner: char, from: &str, to: Option<&str>) -> Ownership<char> {
    Ownership { owner, from: date(from), to: to.map(date) }
}

#[test]
fn a_loss_after_a_hand_over_is_the_previous_owners_for_thirty_days() {
    let history = [owned('A', "2025-01-01", Some("2026-05-01")), owned('B', "2026-05-01", None)];
    let end = date("2026-06-30");
    assert_eq!(owner_of_outcome(&history, Some(date("2026-05-30")), end), Some('A'));
    assert_eq!(owner_of_outcome(&history, Some(date("2026-05-31")), end), Some('B'));
    // One that stayed belongs to whoever has it at the end, however new.
    assert_eq!(owner_of_outcome(&history, None, date("2026-05-02")), Some('B'));
    // Without anyone before, the loss stays where it is.
    assert_eq!(owner_of_outcome(&history[1..], Some(date("2026-05-05")), end), Some('B'));
}

#[test]
fn a_client_nobody_owned_is_nobodys() {
    let history = [owned('A', "2025-01-01", Some("2026-05-01"))];
    assert_eq!(owner_of_outcome(&history, None, date("2026-06-30")), None);
    assert_eq!(owner_of_outcome::<char>(&[], None, date("2026-06-30")), None);
}

#[test]
fn business_hours_are_those_of_the_owner() {
    let settings = SlaSettings::default();
    let (from, to) = (at("2026-06-10T12:00:00Z"), at("2026-06-10T16:00:00Z"));
    assert_eq!(business_hours(from, to, Tz::UTC, &settings), Decimal::from(4));
    // In New York the day begins at one o'clock here.
    assert_eq!(business_hours(from, to, Tz::America__New_York, &settings), Decimal::from(3));
    assert_eq!(business_hours(to, from, Tz::UTC, &settings), Decimal::ZERO);
    // Over a weekend only Friday's and Monday's hours count.
    let monday = at("2026-06-15T09:30:00Z");
    assert_eq!(business_hours(at("2026-06-12T16:00:00Z"), monday, Tz::UTC, &settings), Decimal::new(15, 1));
}

#[test]
fn unanswered_alerts_are_late_only_past_their_time() {
    let settings = SlaSettings::default();
    let alert = |created: &str, answered: Option<&str>, resolved_itself| AlertAnswer {
        severity: AlertSeverity::High,
        created_at: at(created),
        answered_at: answered.map(at),
        resolved_itself,
        tz: Tz::UTC,
    };
    let now = at("2026-06-10T12:00:00Z");
    let alerts = [
        alert("2026-06-09T09:00:00Z", Some("2026-06-09T11:00:00Z"), false),
        // Eleven hours ago in business time; three hours ago; gone by itself.
        alert("2026-06-09T09:00:00Z", None, false),
        alert("2026-06-10T09:00:00Z", None, false),
        alert("2026-06-08T09:00:00Z", None, true),
    ];
    let found = response_times(&alerts, now, &settings);
    assert_eq!((found.answered, found.overdue), (1, 1));
    assert_eq!((found.median, found.within_sla), (Some(Decimal::TWO), Some(Decimal::new(5, 1))));
    // Nobody answered any: the times are unknown, that all are late is not.
    let found = response_times(&alerts[1..], now, &settings);
    assert_eq!((found.median, found.overdue, found.within_sla), (None, 1, Some(Decimal::ZERO)));
    let low = AlertAnswer { severity: AlertSeverity::Low, ..alerts[0] };
    let found = response_times(&[low], now, &settings);
    assert_eq!((found.answered, found.overdue, found.within_sla), (0, 0, None));
}

#[test]
fn retention_needs_someone_at_the_start() {
    let mut sums = RetentionSums::default();
    assert_eq!(sums.logo_retention(), Err(NullReason::ZeroDenominator));
    assert_eq!(sums.gross_revenue_retention(), Err(NullReason::ZeroDenominator));
    // 100 → 80, 50 → 60, 50 lost, one lost of unknown worth.
    sums.add(&RetentionSums {
        at_start: 2,
        kept: 2,
        arr_start: Decimal::from(150),
        arr_kept: Decimal::from(130),
        ..RetentionSums::default()
    });
    sums.add_lost(Some(Decimal::from(50)));
    sums.add_lost(None);
    assert_eq!((sums.at_start, sums.lost(), sums.n_excluded), (4, 2, 1));
    assert_eq!(sums.logo_retention(), Ok(Decimal::new(5, 1)));
    assert_eq!(sums.gross_revenue_retention(), Ok(Decimal::new(65, 2)));
    assert_eq!(sums.arr_lost, Decimal::from(50));
}

#[test]
fn few_accounts_or_days_do_not_count() {
    assert!(is_eligible(5, 90) && !is_eligible(4, 900) && !is_eligible(50, 89));
}
