use std::sync::Arc;

use super::*;
use crate::currency::PublishedRates;
use crate::health::facts::{ArrFacts, ClientFacts};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn dollars(since: &str, native: i64) -> ArrFacts {
    ArrFacts { valid_from: date(since), native: native.into(), conversion: Conversion::None }
}

/// Euros at 1.10 in May, at 1.20 in June.
fn euros(since: &str, native: i64) -> ArrFacts {
    let rates = vec![(date("2025-04-30"), Decimal::new(110, 2)), (date("2025-05-30"), Decimal::new(120, 2))];
    let conversion = Conversion::Monthly(Arc::new(PublishedRates::new(rates)));
    ArrFacts { conversion, ..dollars(since, native) }
}

fn of_arr(arr: Vec<ArrFacts>) -> ClientHistory {
    ClientHistory::new(ClientFacts { arr, ..ClientFacts::default() })
}

fn active(change: impl FnOnce(&mut ClientFacts), as_of: &str) -> bool {
    let mut facts = ClientFacts::default();
    facts.contract.contract_start_date = Some(date("2025-01-01"));
    change(&mut facts);
    is_active(&ClientHistory::new(facts), &MetricSettings::default(), date(as_of))
}

#[test]
fn a_running_contract_is_active_until_it_ends_and_through_the_grace() {
    let ends = |facts: &mut ClientFacts| facts.contract.contract_end_date = Some(date("2025-12-31"));
    assert!(!active(ends, "2024-12-31"), "not begun");
    assert!(active(ends, "2025-12-31"));
    assert!(active(ends, "2026-01-30"), "within the grace");
    assert!(!active(ends, "2026-01-31"));
}

#[test]
fn paying_makes_active_and_leaving_ends_it() {
    let pays = |facts: &mut ClientFacts| {
        facts.contract.arr_source = ArrSource::Billing;
        facts.arr = vec![dollars("2025-03-01", 1200)];
    };
    assert!(!active(pays, "2025-02-28"), "billing is connected and says nothing is paid");
    assert!(active(pays, "2025-03-01"));
    let left = |facts: &mut ClientFacts| {
        pays(facts);
        facts.contract.churned_at = Some(date("2025-06-01"));
    };
    assert!(active(left, "2025-05-31"));
    assert!(!active(left, "2025-06-01"));
}

#[test]
fn trials_are_not_active_and_orders_keep_a_customer_for_a_year() {
    assert!(!active(|facts| facts.contract.lifecycle_status = LifecycleStatus::Trial, "2025-06-01"));
    let orders = |facts: &mut ClientFacts| {
        facts.contract.contract_start_date = None;
        facts.orders = vec![date("2025-01-01")];
    };
    assert!(active(orders, "2026-01-01"));
    assert!(!active(orders, "2026-01-02"));
    assert!(!active(orders, "2024-12-31"), "before the first order");
}

#[test]
fn arr_of_a_day_is_at_the_rate_of_its_month() {
    let client = of_arr(vec![euros("2025-01-01", 1000)]);
    assert_eq!(arr(&client, date("2025-05-31")), Ok(Decimal::from(1100)));
    assert_eq!(arr(&client, date("2025-06-01")), Ok(Decimal::from(1200)));
    assert_eq!(arr(&client, date("2025-04-30")), Err(NullReason::NoData), "no rate was published yet");
}

#[test]
fn who_pays_in_a_currency_without_a_rate_is_active() {
    let pays = |facts: &mut ClientFacts| {
        facts.contract.arr_source = ArrSource::Billing;
        facts.arr = vec![euros("2025-01-01", 1000)];
    };
    assert!(active(pays, "2025-04-30"));
}

#[test]
fn a_rate_that_moves_is_neither_expansion_nor_contraction() {
    let parts = |client: &ClientHistory, from, to| {
        let change = arr_change(client, date(from), date(to)).expect("rates of both months");
        (change.opening, change.movement, change.fx)
    };
    let (zero, hundred) = (Decimal::ZERO, Decimal::ONE_HUNDRED);
    let kept = of_arr(vec![euros("2025-01-01", 1000)]);
    assert_eq!(parts(&kept, "2025-05-31", "2025-06-30"), (Decimal::from(1100), zero, hundred));
    // G-C6: a hundred euros more in June.
    let grown = of_arr(vec![euros("2025-01-01", 1000), euros("2025-06-10", 1100)]);
    assert_eq!(parts(&grown, "2025-05-31", "2025-06-30"), (Decimal::from(1100), Decimal::from(120), hundred));
    let new = of_arr(vec![euros("2025-06-10", 1000)]);
    assert_eq!(parts(&new, "2025-05-31", "2025-06-30"), (zero, Decimal::from(1200), zero));
    let moved = of_arr(vec![euros("2025-01-01", 1000), dollars("2025-06-10", 1200)]);
    assert_eq!(parts(&moved, "2025-05-31", "2025-06-30"), (Decimal::from(1100), zero, hundred));
}
