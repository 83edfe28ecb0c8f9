//! The same client whichever way it is asked about.

use analytics::day::{Context, DayState, evaluate, evaluate_range};
use analytics::health::config::ScoreConfig;
use analytics::health::facts::ClientFacts;
use analytics::health::history::ClientHistory;
use analytics::health::snapshot::Snapshot;
use analytics::settings::MetricSettings;
use domain::NullReason;
use domain::health::{ComponentState, Profile};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::world::{DAYS, clients, day, feeds};

fn reversed(facts: &ClientFacts) -> ClientFacts {
    let mut facts = facts.clone();
    facts.contract.tier_history.reverse();
    facts.usage.reverse();
    facts.features.reverse();
    facts.features.iter_mut().for_each(|feature| feature.uses.reverse());
    facts.tickets.reverse();
    facts.surveys.reverse();
    facts.touchpoints.reverse();
    facts.contacts.reverse();
    facts.contacts.iter_mut().for_each(|contact| contact.logins.reverse());
    facts.invoices.reverse();
    facts.failed_charges.reverse();
    facts.opportunities.reverse();
    facts.outcomes.reverse();
    facts.arr.reverse();
    facts.orders.reverse();
    facts
}

/// Tier rows of one date have no order in a table whose key they are; keep one.
fn one_row_per_day(mut facts: ClientFacts) -> ClientFacts {
    facts.contract.tier_history.sort_by_key(|row| row.valid_from);
    facts.contract.tier_history.dedup_by_key(|row| row.valid_from);
    facts
}

fn check(state: &DayState) -> Result<(), TestCaseError> {
    let health = &state.health;
    prop_assert_eq!(health.score.is_none(), health.null_reason.is_some());
    prop_assert_eq!(health.score.is_none(), state.snapshot.is_none());
    prop_assert_eq!(state.arr.is_none(), state.arr_null_reason.is_some());
    prop_assert_eq!(state.churn.is_none(), state.churn_null_reason.is_some());
    prop_assert_eq!(state.trend.trend_change.is_none(), state.trend.null_reason.is_some());
    prop_assert!((Decimal::ZERO..=Decimal::ONE).contains(&health.coverage));
    prop_assert!(health.confidence <= health.coverage && health.confidence >= Decimal::ZERO);
    if let Some(score) = health.score {
        prop_assert!((Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&score));
    }
    for result in health.components.values() {
        let is_available = result.score.is_some();
        prop_assert_eq!(is_available, result.state != ComponentState::NoData);
        prop_assert_eq!(result.null_reason.is_none(), result.state == ComponentState::Ok);
        prop_assert_eq!(result.carried_from.is_some(), is_available && result.state != ComponentState::Ok);
    }
    if let Some(risk) = &state.churn {
        prop_assert!(0.0 <= risk.p30 && risk.p30 <= risk.p60 && risk.p60 <= risk.p90 && risk.p90 <= 1.0);
    }
    if !state.is_active {
        prop_assert!(state.at_risk_reasons.is_empty());
        prop_assert_eq!(state.churn_null_reason, Some(NullReason::NotApplicable));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_walk_equals_its_single_days(facts in clients(), feeds in feeds(), profile in select(Profile::ALL), from in 120..DAYS - 50) {
        let history = ClientHistory::new(one_row_per_day(facts));
        let (settings, config) = (MetricSettings::default(), ScoreConfig::default_of(profile));
        let context = Context { feeds: &feeds, settings: &settings, config: &config, churn_base: None };
        let walked = evaluate_range(&history, |_| context, day(from), day(from + 45), &[]);
        let snapshots: Vec<Snapshot> = walked.iter().filter_map(|state| state.snapshot.clone()).collect();
        prop_assert_eq!(walked.len(), 46);
        // Stored days survive the database, and later ones are not looked at.
        let stored: Vec<Snapshot> = snapshots
            .iter()
            .map(|snapshot| serde_json::from_value(serde_json::to_value(snapshot).expect("json")).expect("a snapshot"))
            .collect();
        for state in &walked {
            check(state)?;
            let mut single = evaluate(&history, &context, state.date, &stored);
            if state.date != day(from + 45) {
                single.adoption.clear();
            }
            prop_assert_eq!(&single, state);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(facts in clients(), feeds in feeds(), profile in select(Profile::ALL), offset in 60..DAYS) {
        let facts = one_row_per_day(facts);
        let (settings, config) = (MetricSettings::default(), ScoreConfig::default_of(profile));
        let context = Context { feeds: &feeds, settings: &settings, config: &config, churn_base: None };
        let backwards = ClientHistory::new(reversed(&facts));
        let forwards = ClientHistory::new(facts);
        prop_assert_eq!(
            evaluate(&forwards, &context, day(offset), &[]),
            evaluate(&backwards, &context, day(offset), &[])
        );
    }

    #[test]
    fn what_happens_later_changes_nothing_before(facts in clients(), feeds in feeds(), offset in 60..DAYS - 1) {
        let mut facts = one_row_per_day(facts);
        let (settings, config) = (MetricSettings::default(), ScoreConfig::default_of(Profile::Six));
        let context = Context { feeds: &feeds, settings: &settings, config: &config, churn_base: None };
        let as_of = day(offset);
        let whole = evaluate(&ClientHistory::new(facts.clone()), &context, as_of, &[]);
        facts.usage.retain(|row| row.date <= as_of);
        facts.tickets.retain(|ticket| ticket.created_on <= as_of);
        facts.tickets.iter_mut().for_each(|ticket| ticket.resolved_on = ticket.resolved_on.filter(|date| *date <= as_of));
        facts.surveys.retain(|survey| survey.responded_on <= as_of);
        facts.touchpoints.retain(|touchpoint| touchpoint.occurred_on <= as_of);
        facts.contacts.iter_mut().for_each(|contact| {
            contact.logins.retain(|date| *date <= as_of);
            contact.left_on = contact.left_on.filter(|date| *date <= as_of);
        });
        facts.invoices.retain(|invoice| invoice.issued_on <= as_of);
        facts.invoices.iter_mut().for_each(|invoice| invoice.paid_on = invoice.paid_on.filter(|date| *date <= as_of));
        facts.failed_charges.retain(|date| *date <= as_of);
        facts.opportunities.retain(|opportunity| opportunity.opened_on <= as_of);
        for opportunity in &mut facts.opportunities {
            opportunity.notice_given_on = opportunity.notice_given_on.filter(|date| *date <= as_of);
            if opportunity.closed_on.is_some_and(|date| date > as_of) {
                (opportunity.closed_on, opportunity.outcome) = (None, None);
            }
        }
        facts.outcomes.retain(|outcome| outcome.date <= as_of);
        facts.arr.retain(|row| row.valid_from <= as_of);
        facts.orders.retain(|date| *date <= as_of);
        facts.features.iter_mut().for_each(|feature| feature.uses.retain(|(date, _)| *date <= as_of));
        prop_assert_eq!(evaluate(&ClientHistory::new(facts), &context, as_of, &[]), whole);
    }
}
