use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::NullReason;
use domain::alert::AlertSeverity;
use domain::client::SizeSegment;
use domain::health::HealthStatus;
use domain::team::{CapacityBand, LeaderboardPart};
use rust_decimal::Decimal;

use super::*;
use crate::settings::{CapacitySettings, SlaSettings};

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

#[test]
fn what_makes_a_client_more_work_is_added_up() {
    let settings = CapacitySettings::default();
    let quiet = ClientWork { size: SizeSegment::MidMarket, health: None, is_renewing: false, is_onboarding: false };
    let load = |work| client_load(work, &settings);
    assert_eq!(load(quiet), Decimal::new(15, 1));
    assert_eq!(load(ClientWork { health: Some(HealthStatus::Monitor), ..quiet }), Decimal::new(15, 1));
    let all = ClientWork { health: Some(HealthStatus::Critical), is_renewing: true, is_onboarding: true, ..quiet };
    // 1.5 × (1 + 1 + 0.25 + 0.5).
    assert_eq!(load(all), Decimal::new(4_125, 3));
    assert_eq!(load(ClientWork { size: SizeSegment::Unknown, ..quiet }), Decimal::ONE);
}

#[test]
fn bands_of_capacity_meet_where_they_should() {
    let settings = CapacitySettings::default();
    let band = |thousandths: i64| capacity_band(Decimal::new(thousandths, 3), &settings);
    assert_eq!([band(599), band(600), band(1_000)], [CapacityBand::Under, CapacityBand::Ok, CapacityBand::Ok]);
    assert_eq!([band(1_001), band(1_150)], [CapacityBand::High, CapacityBand::High]);
    assert_eq!(band(1_151), CapacityBand::Overloaded);
    assert_eq!(utilisation(Decimal::TEN, Decimal::ZERO), Err(NullReason::ZeroDenominator));
    // The ninetieth day is the first that counts in full.
    let room = |days| capacity(Decimal::from(30), Decimal::ONE, days, &settings);
    assert_eq!((room(89), room(90)), (Decimal::from(15), Decimal::from(30)));
}

#[test]
fn a_part_that_is_missing_leaves_its_weight_to_the_others() {
    use LeaderboardPart as P;
    let of = |retention: i64, response: Option<i64>| -> RankedFigures {
        let known = [(P::Retention, Some(retention)), (P::Response, response)];
        known.into_iter().filter_map(|(part, value)| Some((part, Decimal::from(value?)))).collect()
    };
    assert_eq!(leaderboard(&[of(90, None), of(80, None)]), Err(NullReason::InsufficientData));
    let ranks = leaderboard(&[of(90, Some(4)), of(90, None), of(80, Some(2)), RankedFigures::new()]).expect("enough");
    let places: Vec<_> = ranks.iter().map(|rank| rank.as_ref().map(|rank| rank.place)).collect();
    // 90 is at 66.7 of three; four hours are at 25 of two, where two are at 75.
    assert_eq!(places, [Some(2), Some(1), Some(3), None]);
    let weights = |index: usize| -> Vec<Decimal> {
        ranks[index].iter().flat_map(|rank| &rank.parts).map(|part| part.weight.round_dp(1)).collect()
    };
    assert_eq!(weights(0), [Decimal::new(727, 1), Decimal::new(273, 1)]);
    assert_eq!(weights(1), [Decimal::ONE_HUNDRED]);
    // All level: everyone is first, whoever comes after them would be fifth.
    let level = leaderboard(&vec![of(90, Some(4)); 4]).expect("enough");
    assert!(level.iter().flatten().all(|rank| rank.place == 1 && rank.score == Decimal::from(50)));
}

#[test]
fn two_on_the_second_place_leave_the_third_empty() {
    let of = |retention: i64| RankedFigures::from([(LeaderboardPart::Retention, Decimal::from(retention))]);
    let ranks = leaderboard(&[of(90), of(99), of(90), of(80)]).expect("enough");
    let places: Vec<_> = ranks.iter().flatten().map(|rank| rank.place).collect();
    assert_eq!(places, [2, 1, 2, 4]);
}

fn desk(id: char, load: i64, capacity: i64, takes_enterprise: bool) -> Desk<char> {
    Desk { id, load: Decimal::from(load), capacity: Decimal::from(capacity), takes_enterprise }
}

fn account(id: u8, load: i64, is_enterprise: bool) -> Account<u8, char> {
    Account { id, owner: 'A', load: Decimal::from(load), is_enterprise, was_in_touch: false, lock: None }
}

#[test]
fn large_clients_go_to_those_who_take_them() {
    let desks = [desk('A', 39, 30, true), desk('B', 3, 30, false), desk('C', 21, 30, true)];
    let found = rebalance(&desks, &[account(1, 4, true), account(2, 4, false)]);
    let moves: Vec<_> = found.moves.iter().map(|one| (one.account, one.to)).collect();
    // B is emptiest and may have the second; the first is for C alone.
    assert_eq!(moves, [(2, 'B'), (1, 'C')]);
    assert_eq!(found.excess, Decimal::ZERO);
}

#[test]
fn what_does_not_fit_is_told() {
    // Nobody has room, and whoever has no capacity takes nothing.
    let desks = [desk('A', 45, 30, true), desk('B', 29, 30, true), desk('C', 0, 0, true)];
    let found = rebalance(&desks, &[account(1, 4, false)]);
    assert_eq!((found.moves.len(), found.excess), (0, Decimal::from(15)));
    // At 110 % nobody has to give.
    let found = rebalance(&[desk('A', 33, 30, true), desk('B', 0, 30, true)], &[account(1, 1, false)]);
    assert_eq!((found.moves.len(), found.excess), (0, Decimal::ZERO));
}
