use domain::health::Profile;
use rust_decimal::Decimal;

use super::*;

#[test]
fn default_weights_sum_to_a_hundred() {
    for profile in Profile::ALL {
        assert_eq!(Component::of(*profile).iter().map(|(_, weight)| weight).sum::<i32>(), 100, "{profile}");
    }
}

#[test]
fn keys_are_the_words_of_json() {
    for component in Component::ALL {
        assert_eq!(serde_json::to_value(component).expect("json"), component.as_str());
        assert_eq!(component.as_str().parse::<Component>().as_ref(), Ok(component));
    }
}

#[test]
fn recency_is_full_to_the_target_and_gone_at_three_times_it() {
    let recency = |days_since_contact| {
        let inputs = RelationshipInputs { days_since_contact, target_days: 30, covered_roles: 0, required_roles: 3 };
        inputs.recency()
    };
    assert_eq!([0, 30, 60, 90, 900].map(recency), [100, 100, 50, 0, 0].map(Decimal::from));
}

#[test]
fn payment_steps_at_fifteen_and_thirty_days() {
    let payment = |days_past_due| PaymentInputs { days_past_due, failed_charges: 1 }.score();
    let expected = [90, 60, 60, 30, 30, 0].map(|points| Some(Decimal::from(points)));
    assert_eq!([0, 1, 15, 16, 30, 31].map(payment), expected);
}

#[test]
fn no_seats_count_as_twenty_five_and_no_tickets_as_a_hundred() {
    let tickets = TicketInputs { high: 1, seats: None, ..TicketInputs::default() };
    assert_eq!(tickets.score(), Decimal::from(80));
    assert_eq!(TicketInputs { seats: Some(3), ..tickets }.score(), Decimal::from(80), "never below one scale");
    assert_eq!(TicketInputs::default().score(), Decimal::ONE_HUNDRED);
    assert_eq!(TicketInputs { overdue: 11, ..TicketInputs::default() }.score(), Decimal::ZERO);
}

#[test]
fn nothing_known_is_no_score() {
    assert_eq!(ContractInputs { nps: None, payment: None, renewal: None }.score(), None);
    assert_eq!(OutcomeInputs { outcomes: Vec::new() }.score(), None);
    assert_eq!(score_inputs(Profile::Six, Component::Usage, &Inputs::new()), None);
}

#[test]
fn outcome_keys_may_contain_dots() {
    let outcomes = vec![OutcomeProgress {
        metric_key: "hotline.cases".to_owned(),
        actual: Decimal::from(3),
        target: Decimal::from(4),
    }];
    let inputs = OutcomeInputs { outcomes };
    assert_eq!(OutcomeInputs::from_inputs(&inputs.to_inputs()), Some(inputs.clone()));
    assert_eq!(inputs.score(), Some(Decimal::from(75)));
}
