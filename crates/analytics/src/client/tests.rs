use super::*;
use crate::health::facts::{ArrFacts, ClientFacts};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
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
        facts.arr = vec![ArrFacts { valid_from: date("2025-03-01"), arr: Some(Decimal::from(1200)) }];
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
