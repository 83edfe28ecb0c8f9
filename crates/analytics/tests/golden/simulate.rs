use std::collections::BTreeMap;

use analytics::health::config::{AppliesTo, ScoreConfig, named_weights};
use analytics::health::simulate::{BackTest, Outcome, Rescored, Subject, Trial, back_test};
use analytics::round::round;
use analytics::settings::HealthSettings;
use domain::client::ContractTier;
use domain::health::Profile;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use serde_json::Value;

use crate::format::{integer, join, list, number, places};

pub fn trial(inputs: &Value) -> String {
    let scores = inputs["scores"].as_object().expect("scores");
    let subject = Subject {
        client: "0190a000-0000-7000-8000-000000000001".parse().expect("an id"),
        tier: ContractTier::Enterprise,
        segment: Some("Regulated".to_owned()),
        profile: Profile::Six,
        component_scores: scores
            .iter()
            .map(|(name, score)| (name.parse().expect("a component"), number(score)))
            .collect(),
    };
    let named: BTreeMap<String, i32> = inputs["weights"]
        .as_object()
        .expect("weights")
        .iter()
        .map(|(name, weight)| (name.clone(), integer(weight) as i32))
        .collect();
    let (weights, wrong) = named_weights(&named);
    assert_eq!(wrong, []);
    let everyone = ScoreConfig { weights, ..ScoreConfig::default_of(Profile::Six) };
    let tier = AppliesTo { tier: Some(ContractTier::Enterprise), ..AppliesTo::default() };
    let segment = AppliesTo { segment: subject.segment.clone(), ..AppliesTo::default() };
    let documented = |applies_to| ScoreConfig { applies_to, ..ScoreConfig::default_of(Profile::Six) };
    let for_tier = ScoreConfig { applies_to: tier, ..everyone.clone() };
    let cases = [
        (documented(AppliesTo::default()), everyone),
        (documented(segment), for_tier),
        (documented(AppliesTo::default()), ScoreConfig::default_of(Profile::Sub100)),
    ];
    let one = |(in_force, candidate)| match Trial::new([in_force], candidate, HealthSettings::default())
        .outcome(&subject)
    {
        Outcome::Scored(then) => format!("{} → {} {}", places(then.score, 2), then.overall_score, then.health_status),
        Outcome::NotConcerned => "NOT_CONCERNED".to_owned(),
        Outcome::NoScore => "NO_SCORE".to_owned(),
        Outcome::OtherProfile => "OTHER_PROFILE".to_owned(),
    };
    join(cases.into_iter().map(one), "; ")
}

pub fn back_tests(inputs: &Value) -> String {
    let good = tested(&inputs["separating"]);
    assert_eq!(good.warnings, []);
    let rates = good.bands.iter().filter_map(|band| band.rate()).map(|rate| {
        let percent = Decimal::from_f64(rate * 100.0).expect("a rate");
        format!("{}%", places(round(percent, 1), 1))
    });
    let bad = tested(&inputs["not_separating"]);
    format!(
        "n {}, left {}, rates {}, AUC {:.4}, lift@10% {:.2}, no warning; {}",
        good.clients,
        good.churned,
        join(rates, " "),
        good.auc.expect("both kinds"),
        good.lift.expect("departures"),
        join(bad.warnings.iter().map(ToString::to_string), " ")
    )
}

fn tested(bands: &Value) -> BackTest {
    let bounds = ScoreConfig::default_of(Profile::Six).bands;
    let rows: Vec<(Rescored, bool)> = list(bands)
        .iter()
        .flat_map(|band| {
            let [score, clients, left] = [0, 1, 2].map(|i| integer(&band[i]));
            let overall_score = score as i16;
            let health_status = bounds.status(overall_score);
            (0..clients).map(move |n| (Rescored { score: score.into(), overall_score, health_status }, n < left))
        })
        .collect();
    back_test(&rows)
}
