//! Each formula within bounds, and never moving the wrong way.

use std::borrow::Cow;

use analytics::health::components::{Component, Inputs, score_inputs};
use domain::health::Profile;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// Which way a score may move when an input grows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
}

/// Every input with a direction. Inputs that may move a score either way are settings.
const DIRECTIONS: &[(Profile, Component, &str, i64, Way)] = &[
    (Profile::Six, Component::Usage, "mean_dau", 60, Way::Up),
    (Profile::Six, Component::Usage, "expected_dau", 60, Way::Down),
    (Profile::Six, Component::Usage, "wau", 60, Way::Up),
    (Profile::Six, Component::Usage, "session_depth", 20, Way::Up),
    (Profile::Six, Component::Usage, "login_days", 7, Way::Up),
    (Profile::Six, Component::Adoption, "used", 12, Way::Up),
    (Profile::Six, Component::Adoption, "licensed", 12, Way::Down),
    (Profile::Six, Component::Support, "low", 30, Way::Down),
    (Profile::Six, Component::Support, "medium", 30, Way::Down),
    (Profile::Six, Component::Support, "high", 10, Way::Down),
    (Profile::Six, Component::Support, "critical", 5, Way::Down),
    (Profile::Six, Component::Support, "overdue", 5, Way::Down),
    (Profile::Six, Component::Support, "seats", 400, Way::Up),
    (Profile::Six, Component::Support, "csat", 100, Way::Up),
    (Profile::Six, Component::Relationship, "days_since_contact", 200, Way::Down),
    (Profile::Six, Component::Relationship, "target_days", 60, Way::Up),
    (Profile::Six, Component::Relationship, "covered_roles", 3, Way::Up),
    (Profile::Six, Component::Contract, "nps", 10, Way::Up),
    (Profile::Six, Component::Contract, "days_past_due", 60, Way::Down),
    (Profile::Six, Component::Contract, "failed_charges", 8, Way::Down),
    (Profile::Six, Component::Contract, "renewal", 100, Way::Up),
    (Profile::Six, Component::Outcome, "cases.actual", 40, Way::Up),
    (Profile::Six, Component::Outcome, "cases.target", 40, Way::Down),
    (Profile::Sub100, Component::UsageConsistency, "active_days", 22, Way::Up),
    (Profile::Sub100, Component::Payment, "days_past_due", 60, Way::Down),
    (Profile::Sub100, Component::Payment, "failed_charges", 8, Way::Down),
    (Profile::Cx4, Component::ProductUsage, "login_days", 7, Way::Up),
    (Profile::Cx4, Component::ProductUsage, "used", 12, Way::Up),
    (Profile::Cx4, Component::Support, "critical", 5, Way::Down),
    (Profile::Cx4, Component::Support, "csat", 100, Way::Up),
    (Profile::Cx4, Component::Commercial, "renewal", 100, Way::Up),
    (Profile::Cx4, Component::Engagement, "nps", 10, Way::Up),
    (Profile::Cx4, Component::Engagement, "community", 100, Way::Up),
];

/// A full set of inputs for any of them, so that each has the others around it.
fn inputs() -> impl Strategy<Value = Inputs> {
    let ranges: [(&'static str, i64, i64); 31] = [
        ("mean_dau", 0, 60),
        ("expected_dau", 1, 60),
        ("wau", 0, 80),
        ("expected_wau", 1, 80),
        ("session_depth", 0, 20),
        ("expected_session_depth", 1, 20),
        ("login_days", 0, 7),
        ("expected_login_days", 1, 5),
        ("active_days", 0, 22),
        ("working_days", 1, 22),
        ("used", 0, 12),
        ("licensed", 1, 12),
        ("low", 0, 10),
        ("medium", 0, 10),
        ("high", 0, 4),
        ("critical", 0, 2),
        ("overdue", 0, 2),
        ("seats", 0, 400),
        ("csat", 0, 100),
        ("days_since_contact", 0, 200),
        ("target_days", 1, 60),
        ("covered_roles", 0, 3),
        ("required_roles", 3, 3),
        ("nps", 0, 10),
        ("days_past_due", 0, 60),
        ("failed_charges", 0, 4),
        ("renewal", 0, 100),
        ("community", 0, 100),
        ("cases.actual", 0, 40),
        ("cases.target", 1, 40),
        ("campaigns.actual", 0, 9),
    ];
    ranges
        .into_iter()
        .map(|(key, from, to)| (Just(Cow::Borrowed(key)), (from..=to).prop_map(Decimal::from)))
        .collect::<Vec<_>>()
        .prop_map(|pairs| pairs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn more_of_an_input_never_moves_a_score_the_wrong_way(
        mut inputs in inputs(),
        (profile, component, key, most, way) in select(DIRECTIONS),
        a in 0.0..1.0_f64,
        b in 0.0..1.0_f64,
    ) {
        let value = |share: f64| Decimal::from((share * (most + 1) as f64) as i64).max(Decimal::from(
            i64::from(key.starts_with("expected") || key.ends_with("target") || key == "licensed" || key == "target_days"),
        ));
        let (less, more) = (value(a.min(b)), value(a.max(b)));
        inputs.insert(Cow::Borrowed(key), less);
        let with_less = score_inputs(profile, component, &inputs).expect("all inputs are there");
        inputs.insert(Cow::Borrowed(key), more);
        let with_more = score_inputs(profile, component, &inputs).expect("all inputs are there");
        match way {
            Way::Up => prop_assert!(with_more >= with_less, "{component} {key} {less} → {more}: {with_less} → {with_more}"),
            Way::Down => prop_assert!(with_more <= with_less, "{component} {key} {less} → {more}: {with_less} → {with_more}"),
        }
    }

    #[test]
    fn every_score_is_within_bounds(inputs in inputs(), profile in select(Profile::ALL)) {
        for (component, _) in Component::of(profile) {
            let score = score_inputs(profile, *component, &inputs).expect("all inputs are there");
            prop_assert!((Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&score), "{component}: {score}");
        }
    }
}
