use analytics::adoption::FeatureReach;
use analytics::adoption::{
    FeatureAdoption, adoption_inputs, adoption_status, licensed_not_used as unused, most_used as rank, usage_trend,
};
use analytics::health::components::ComponentInputs;
use analytics::round::round_to_score;
use analytics::settings::{AdoptionNumerator, AdoptionSettings};
use domain::usage::{AdoptionStatus, UsageTrend};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, join, list, number, percent, places, short, text};

fn status(row: &Value) -> AdoptionStatus {
    let flag = |index: usize| row[index] == 1;
    adoption_status(flag(1), flag(2), number(&row[3]), Some(number(&row[4])), &AdoptionSettings::default())
}

pub fn statuses(inputs: &Value) -> String {
    let settings = AdoptionSettings::default();
    let one = |usage: &Value| {
        let status = adoption_status(true, true, number(usage), Some(number(&inputs["expected"])), &settings);
        format!("{usage}={status}")
    };
    let api = adoption_status(true, true, number(&inputs["api_usage"]), None, &settings);
    format!("{}, API {}={api}", join(list(&inputs["usage"]).iter().map(one), ", "), inputs["api_usage"])
}

pub fn scores(inputs: &Value) -> String {
    let of =
        |numerator| adoption_inputs(list(&inputs["rows"]).iter().map(status), numerator).expect("licensed features");
    let used = of(AdoptionNumerator::Used);
    let score = |numerator| of(numerator).score().expect("a score");
    let value = score(AdoptionNumerator::Used);
    format!(
        "licensed {}, USED {} → {}; ACTIVE {}; WEIGHTED {}",
        used.licensed,
        short(value, 1),
        round_to_score(value),
        places(score(AdoptionNumerator::Active), 1),
        places(score(AdoptionNumerator::Weighted), 1)
    )
}

pub fn trends(inputs: &Value) -> String {
    join(list(&inputs["pairs"]).iter().map(|pair| usage_trend(number(&pair[1]), number(&pair[0]))), ", ")
}

pub fn licensed_not_used(inputs: &Value) -> String {
    let feature = |row: &Value| FeatureAdoption {
        feature_key: text(&row[0]).to_owned(),
        adoption_status: status(row),
        is_configured_inferred: false,
        usage_in_window: integer(&row[3]),
        usage_30_days: 0,
        usage_prev_30_days: 0,
        usage_trend: UsageTrend::NoUse,
        expected_usage: Some(number(&row[4])),
        expected_window_days: 30,
        last_used_on: None,
    };
    let features: Vec<FeatureAdoption> = list(&inputs["rows"]).iter().map(feature).collect();
    join(unused(&features), ", ")
}

pub fn most_used(inputs: &Value) -> String {
    let reach = |(key, row): (&String, &Value)| FeatureReach {
        feature_key: key.clone(),
        licensing_clients: integer(&row[0]),
        using_clients: integer(&row[1]),
        total_usage: integer(&row[2]),
    };
    let features = inputs["feats"].as_object().expect("features").iter().map(reach).collect();
    let ranking = rank(features);
    let most = ranking
        .ranked
        .iter()
        .map(|(reach, share): &(FeatureReach, Decimal)| format!("{} {}", reach.feature_key, percent(*share)));
    let few = ranking.too_few.iter().map(|reach| reach.feature_key.clone());
    format!("most used {}; too few: {}", join(most, ", "), join(few, ", "))
}
