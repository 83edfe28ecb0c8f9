use std::collections::BTreeMap;

use analytics::health::components::Component;
use analytics::health::config::ScoreConfig;
use analytics::health::drivers::DriverKind;
use analytics::health::snapshot::{Snapshot, Standing};
use analytics::health::trend::{change, direction, trend};
use analytics::round::round_to_points;
use analytics::settings::MetricSettings;
use chrono::{Days, NaiveDate};
use domain::NullReason;
use domain::health::{ComponentState, HealthTrend, Profile};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, join, list, places, text};
use crate::health::{measurements, six, today};

fn snapshot(scores: &Value, date: NaiveDate) -> Snapshot {
    Snapshot::of(&six(scores), date).expect("a score")
}

/// A snapshot whose two components have the same score, which is then the overall one.
fn flat(score: i64, date: NaiveDate) -> Snapshot {
    let components = [Component::Usage, Component::Adoption, Component::Support];
    let state = Standing { state: ComponentState::Ok, carried_from: None, null_reason: None };
    let config = ScoreConfig::default_of(Profile::Six);
    Snapshot {
        date,
        overall_score: score as i16,
        score: score.into(),
        health_status: config.bands.status(score as i16),
        confidence: Decimal::ONE,
        profile: Profile::Six,
        component_scores: components.map(|component| (component, score.into())).into(),
        component_states: components.map(|component| (component, state)).into(),
        inputs: BTreeMap::new(),
        weights_version: config.version_label,
        weights_snapshot: config.weights,
    }
}

fn month_ago() -> NaiveDate {
    today() - Days::new(30)
}

pub fn trends(inputs: &Value) -> String {
    let settings = MetricSettings::default().health;
    let one = |pair: &Value| {
        let (then, now) = (flat(integer(&pair[0]), month_ago()), flat(integer(&pair[1]), today()));
        let trend = trend(&now, [&then], &settings);
        let points = trend.trend_change.expect("a change");
        let sign = if points > 0 { "+" } else { "" };
        format!("{sign}{points} {}", trend.health_trend)
    };
    join(list(&inputs["pairs"]).iter().map(one), "; ")
}

pub fn drivers(inputs: &Value) -> String {
    let (then, now) = (snapshot(&inputs["then"], month_ago()), snapshot(&inputs["now"], today()));
    let drivers = analytics::health::drivers::drivers(&then, &now);
    assert!(drivers.rows.iter().all(|row| row.kind == DriverKind::Component));
    let mut moved: Vec<_> = drivers.rows.iter().filter(|row| !row.contribution.is_zero()).collect();
    moved.sort_by_key(|row| row.contribution);
    let rows =
        moved.iter().map(|row| format!("{} {}", row.component.expect("a component"), places(row.contribution, 2)));
    format!("Δ {} = {}", places(drivers.total, 2), join(rows, ", "))
}

pub fn common_components(inputs: &Value) -> String {
    let then = snapshot(&inputs["then"], month_ago());
    let mut today_measured = measurements(&inputs["then"], &[]);
    let missing: Component = text(&inputs["now_missing"]).parse().expect("a component");
    let gone = analytics::health::measure::Measurement::missing(ComponentState::NoData, NullReason::NoData);
    today_measured.insert(missing, gone);
    let settings = MetricSettings::default().health;
    let config = ScoreConfig::default_of(Profile::Six);
    let none = analytics::health::score::LastGood::none();
    let health = analytics::health::score::score(today_measured, &config, &settings, &none, today());
    let now = Snapshot::of(&health, today()).expect("a score");
    let word = |delta: Decimal| -> HealthTrend { direction(round_to_points(delta), &settings) };
    let naive = now.score - then.score;
    let common = change(&then, &now).expect("common components");
    format!(
        "naive Δ {} {}; common-component Δ {} {}",
        places(naive, 2),
        word(naive),
        places(common, 2),
        trend(&now, [&then], &settings).health_trend
    )
}
