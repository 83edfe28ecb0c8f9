use chrono::NaiveDate;

use super::*;
use crate::health::components::{Inputs, score_inputs};
use crate::health::config::{ScoreConfig, Weights};
use crate::health::measure::{Measurement, Measurements};
use crate::health::score::{LastGood, score};
use crate::settings::HealthSettings;

fn day() -> NaiveDate {
    "2026-06-10".parse().expect("a date")
}

fn snapshot(scores: &[(Component, i64)], weights: Option<Weights>) -> Snapshot {
    let measured: Measurements =
        scores.iter().map(|(component, score)| (*component, Measurement::of_score((*score).into()))).collect();
    let mut config = ScoreConfig::default_of(Profile::Six);
    config.weights = weights.unwrap_or(config.weights);
    let health = score(measured, &config, &HealthSettings::default(), &LastGood::none(), day());
    Snapshot::of(&health, day()).expect("enough components")
}

fn rows(result: &Drivers) -> Vec<(DriverKind, Option<Component>, String)> {
    result
        .rows
        .iter()
        .map(|row| (row.kind, row.component, row.contribution.round_dp(4).normalize().to_string()))
        .collect()
}

fn close(result: &Drivers) {
    assert!((result.sum() - result.total).abs() < Decimal::new(1, 6), "{} ≠ {}", result.sum(), result.total);
}

#[test]
fn a_component_that_left_and_one_that_appeared_have_rows_of_their_own() {
    use Component as C;
    let then = snapshot(&[(C::Usage, 80), (C::Adoption, 60), (C::Support, 20)], None);
    let now = snapshot(&[(C::Usage, 80), (C::Adoption, 60), (C::Contract, 100)], None);
    let result = drivers(&then, &now);
    close(&result);
    // Usage and adoption alone are 3200/45; support pulled that down to 3500/60, contract lifts it to 4700/60.
    let expected = [
        (DriverKind::Left, Some(C::Support), "12.7778".to_owned()),
        (DriverKind::Component, Some(C::Usage), "0".to_owned()),
        (DriverKind::Component, Some(C::Adoption), "0".to_owned()),
        (DriverKind::Appeared, Some(C::Contract), "7.2222".to_owned()),
    ];
    assert_eq!(rows(&result), expected);
}

#[test]
fn new_weights_are_one_row() {
    use Component as C;
    let scores = [(C::Usage, 100), (C::Adoption, 0)];
    let weights = |usage| Some([(C::Usage, usage), (C::Adoption, 100 - usage)].into());
    let result = drivers(&snapshot(&scores, weights(50)), &snapshot(&scores, weights(80)));
    close(&result);
    assert_eq!(rows(&result)[0], (DriverKind::Weights, None, "30".to_owned()));
}

#[test]
fn nothing_in_common_is_one_game() {
    use Component as C;
    let then = snapshot(&[(C::Usage, 40), (C::Adoption, 40), (C::Outcome, 40)], None);
    let weights = [(C::Support, 50), (C::Contract, 50)].into();
    let now = snapshot(&[(C::Support, 90), (C::Contract, 70)], Some(weights));
    let result = drivers(&then, &now);
    close(&result);
    let kinds = |kind| result.rows.iter().filter(|row| row.kind == kind).count();
    assert_eq!((kinds(DriverKind::Weights), kinds(DriverKind::Left), kinds(DriverKind::Appeared)), (1, 3, 2));
    assert_eq!(result.total, Decimal::from(40));
}

#[test]
fn another_profile_is_one_row() {
    use Component as C;
    let then = snapshot(&[(C::Usage, 40), (C::Adoption, 40), (C::Outcome, 40)], None);
    let now = Snapshot {
        profile: Profile::Sub100,
        weights_snapshot: [(C::Adoption, 50), (C::Payment, 50)].into(),
        component_scores: [(C::Adoption, Decimal::from(40)), (C::Payment, Decimal::from(70))].into(),
        ..then.clone()
    };
    assert_eq!(rows(&drivers(&then, &now)), [(DriverKind::Profile, None, "15".to_owned())]);
}

/// Usage goes from 20 of 40 to 12 of 30: 50 to 40. Users first is −20 then +10, expectation first +16.67
/// then −26.67; the Shapley value is the mean of the two orders.
#[test]
fn inputs_share_the_move_of_their_component() {
    use Component as C;
    let inputs = |mean: i64, expected: i64| -> Inputs {
        [("mean_dau".into(), Decimal::from(mean)), ("expected_dau".into(), Decimal::from(expected))].into()
    };
    let mut then = snapshot(&[(C::Usage, 50), (C::Adoption, 50), (C::Support, 50)], None);
    let mut now = snapshot(&[(C::Usage, 40), (C::Adoption, 50), (C::Support, 50)], None);
    then.inputs.insert(C::Usage, inputs(20, 40));
    now.inputs.insert(C::Usage, inputs(12, 30));
    let result = drivers(&then, &now);
    let row = result.rows.iter().find(|row| row.component == Some(C::Usage)).expect("a usage row");
    let of = |key: &str| {
        let input = row.inputs.iter().find(|input| input.key == key).expect("an input row");
        (input.from, input.to, (input.contribution * Decimal::from(60) / Decimal::from(25)).round_dp(4).to_string())
    };
    assert_eq!(of("mean_dau"), (Some(20.into()), Some(12.into()), "-23.3333".to_owned()));
    assert_eq!(of("expected_dau"), (Some(40.into()), Some(30.into()), "13.3333".to_owned()));
}

#[test]
fn a_value_that_becomes_known_is_a_change() {
    use Component as C;
    let mut then = snapshot(&[(C::Usage, 50), (C::Contract, 50), (C::Support, 50)], None);
    let mut now = snapshot(&[(C::Usage, 50), (C::Contract, 70), (C::Support, 50)], None);
    then.inputs.insert(C::Contract, [("renewal".into(), Decimal::from(50))].into());
    now.inputs.insert(C::Contract, [("renewal".into(), Decimal::from(50)), ("nps".into(), Decimal::new(85, 1))].into());
    let result = drivers(&then, &now);
    let row = result.rows.iter().find(|row| row.component == Some(C::Contract)).expect("a contract row");
    assert_eq!(row.inputs.len(), 1);
    assert_eq!((row.inputs[0].from, row.inputs[0].contribution), (None, row.contribution));
}

#[test]
fn scores_without_their_inputs_have_no_input_rows() {
    use Component as C;
    let then = snapshot(&[(C::Usage, 50), (C::Adoption, 50), (C::Support, 50)], None);
    let mut now = snapshot(&[(C::Usage, 40), (C::Adoption, 50), (C::Support, 50)], None);
    now.inputs.insert(C::Usage, [("mean_dau".into(), Decimal::from(4)), ("expected_dau".into(), Decimal::TEN)].into());
    assert!(drivers(&then, &now).rows.iter().all(|row| row.inputs.is_empty()));
}

#[test]
fn beyond_twelve_inputs_the_smallest_share_a_row() {
    use Component as C;
    let inputs = |step: i64| -> Inputs {
        let outcome = |key: i64| {
            let reached = Decimal::from(10 + step * (key + 1));
            [(format!("o{key}.actual").into(), reached), (format!("o{key}.target").into(), Decimal::from(40 + step))]
        };
        (0..7).flat_map(outcome).collect()
    };
    let with = |step: i64| {
        let mut snapshot = snapshot(&[(C::Usage, 50), (C::Adoption, 50), (C::Outcome, 0)], None);
        let score = score_inputs(Profile::Six, C::Outcome, &inputs(step)).expect("a score");
        snapshot.component_scores.insert(C::Outcome, score);
        snapshot.inputs.insert(C::Outcome, inputs(step));
        snapshot
    };
    let result = drivers(&with(0), &with(1));
    close(&result);
    let row = result.rows.iter().find(|row| row.component == Some(C::Outcome)).expect("an outcome row");
    assert_eq!(row.inputs.len(), 12, "fourteen changed");
    let others: Vec<_> = row.inputs.iter().filter(|input| input.key == "others").collect();
    assert_eq!((others.len(), others[0].from, others[0].to), (1, None, None));
    let sum: Decimal = row.inputs.iter().map(|input| input.contribution).sum();
    assert!((sum - row.contribution).abs() < Decimal::new(1, 9));
}
