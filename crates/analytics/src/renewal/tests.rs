use chrono::NaiveDate;
use domain::revenue::{ForecastCategory, OpportunityOutcome, OpportunityType, RenewalStatus};

use super::*;
use crate::health::facts::{ClientFacts, OpportunityFacts};
use crate::health::history::ClientHistory;
use crate::settings::RenewalSettings;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn renewal(due: &str, closed: Option<(&str, OpportunityOutcome)>) -> OpportunityFacts {
    OpportunityFacts {
        kind: OpportunityType::Renewal,
        opened_on: date("2026-01-01"),
        due_on: Some(date(due)),
        forecast_category: ForecastCategory::Pipeline,
        is_at_risk: false,
        closed_on: closed.map(|(on, _)| date(on)),
        outcome: closed.map(|(_, outcome)| outcome),
        notice_given_on: None,
    }
}

fn history(next: Option<&str>, renewals: Vec<OpportunityFacts>) -> ClientHistory {
    let mut facts = ClientFacts { opportunities: renewals, ..ClientFacts::default() };
    facts.contract.next_renewal_date = next.map(date);
    ClientHistory::new(facts)
}

#[test]
fn an_open_renewal_outranks_the_entered_date() {
    let history = history(Some("2026-12-31"), vec![renewal("2026-06-01", None), renewal("2026-05-01", None)]);
    assert_eq!(due_date(&history, date("2026-04-01")), Some(date("2026-05-01")), "the earliest open one");
    assert_eq!(due_date(&history, date("2025-12-31")), Some(date("2026-12-31")), "before either was opened");
}

#[test]
fn a_won_renewal_settles_its_date() {
    let won = renewal("2026-06-01", Some(("2026-05-20", OpportunityOutcome::Won)));
    let history = history(Some("2026-06-01"), vec![won]);
    let settings = RenewalSettings::default();
    assert_eq!(renewal_state(&history, date("2026-05-19"), &settings).renewal_status, RenewalStatus::DueSoon);
    assert_eq!(renewal_state(&history, date("2026-06-10"), &settings).renewal_due_date, None);
}

#[test]
fn two_orders_are_no_rhythm() {
    let orders = [date("2025-01-10"), date("2025-02-10")];
    assert_eq!(due_after_orders(&orders), Some(date("2026-02-10")));
    assert_eq!(due_after_orders(&[]), None);
}
