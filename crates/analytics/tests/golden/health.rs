use analytics::health::components::{
    AdoptionInputs, BlendInputs, Component, ComponentInputs, ContractInputs, OutcomeInputs, OutcomeProgress,
    PaymentInputs, RelationshipInputs, SupportInputs, TicketInputs, UsageInputs,
};
use analytics::health::config::ScoreConfig;
use analytics::health::facts::{ClientFacts, DatedTier, UsageDay};
use analytics::health::feeds::Feeds;
use analytics::health::history::ClientHistory;
use analytics::health::measure::{Measurement, Measurements, measure};
use analytics::health::score::{HealthScore, LastGood, score};
use analytics::settings::MetricSettings;
use chrono::{Days, NaiveDate};
use domain::NullReason;
use domain::client::ContractTier;
use domain::health::{ComponentState, Profile};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, list, maybe, number, places};

pub fn today() -> NaiveDate {
    "2026-06-10".parse().expect("a date")
}

/// Component scores as measured today; a null one has no source, a stale one is silent.
pub fn measurements(scores: &Value, stale: &[Value]) -> Measurements {
    let one = |(key, value): (&String, &Value)| {
        let component: Component = key.parse().expect("a component");
        let measurement = match maybe(value) {
            Some(_) if stale.iter().any(|name| name == key) => {
                Measurement::missing(ComponentState::Stale, NullReason::Stale)
            }
            Some(score) => Measurement::of_score(score),
            None => Measurement::missing(ComponentState::NoData, NullReason::NoData),
        };
        (component, measurement)
    };
    scores.as_object().expect("scores").iter().map(one).collect()
}

pub fn six(scores: &Value) -> HealthScore {
    score_six(measurements(scores, &[]), &LastGood::none())
}

fn score_six(measurements: Measurements, last_good: &LastGood) -> HealthScore {
    let config = ScoreConfig::default_of(Profile::Six);
    score(measurements, &config, &MetricSettings::default().health, last_good, today())
}

pub fn shown(health: &HealthScore) -> String {
    let (score, overall) = (health.score.expect("a score"), health.overall_score.expect("a score"));
    format!("{} → {overall} {}", places(score, 2), health.health_status.expect("a status"))
}

pub fn composite(inputs: &Value) -> String {
    shown(&six(&inputs["scores"]))
}

pub fn missing_components(inputs: &Value) -> String {
    let health = six(&inputs["scores"]);
    format!("{}, confidence {} {}", shown(&health), places(health.confidence, 2), health.confidence_level)
}

pub fn too_little(inputs: &Value) -> String {
    let health = six(&inputs["scores"]);
    assert_eq!((health.score, health.overall_score, health.health_status), (None, None, None));
    format!("null:{}, coverage {}", health.null_reason.expect("a reason"), places(health.coverage, 2))
}

pub fn carried(inputs: &Value) -> String {
    let stale = list(&inputs["stale"]);
    let last_good = stale.iter().fold(LastGood::none(), |last, name| {
        let name = name.as_str().expect("a name");
        let yesterday = today() - Days::new(1);
        last.with(name.parse().expect("a component"), yesterday, number(&inputs["scores"][name]))
    });
    let health = score_six(measurements(&inputs["scores"], stale), &last_good);
    format!(
        "{} confidence {} {}",
        health.overall_score.expect("a score"),
        places(health.confidence, 3),
        health.confidence_level
    )
}

/// The whole way from facts: seats, ratio of the tier, days live, and a steady daily count.
pub fn usage(inputs: &Value) -> String {
    let live = integer(&inputs["days_live"]);
    let go_live = today() - Days::new(live as u64);
    let mut facts = ClientFacts::default();
    facts.contract.tier_history =
        vec![DatedTier { valid_from: go_live, tier: ContractTier::Professional, segment: None }];
    facts.contract.contract_start_date = Some(go_live);
    facts.contract.go_live_date = Some(go_live);
    facts.contract.licensed_user_count = Some(integer(&inputs["licensed"]) as i32);
    facts.usage = go_live
        .iter_days()
        .take_while(|date| *date <= today())
        .map(|date| UsageDay {
            date,
            active_users: integer(&inputs["mean_dau"]) as i32,
            weekly_active_users: 0,
            monthly_active_users: 0,
            sessions: 0,
            logins: 0,
            actions: 0,
        })
        .collect();
    let settings = MetricSettings::default();
    assert_eq!(settings.usage.ratio_of(ContractTier::Professional), number(&inputs["ratio"]));
    let now = today().and_hms_opt(23, 0, 0).expect("a time").and_utc();
    let feeds = Feeds::imported(now, go_live);
    let config = ScoreConfig::default_of(Profile::Six);
    let measured = measure(&ClientHistory::new(facts), &feeds, &settings, &config, today());
    places(measured[&Component::Usage].score.expect("a score"), 2)
}

pub fn support(inputs: &Value) -> String {
    let count = |severity: &str| integer(&inputs["tickets"][severity]);
    let tickets = TicketInputs {
        low: count("LOW"),
        medium: count("MEDIUM"),
        high: count("HIGH"),
        critical: count("CRITICAL"),
        overdue: integer(&inputs["overdue"]),
        seats: Some(integer(&inputs["seats"])),
    };
    let support = SupportInputs { tickets, csat: Some(number(&inputs["csat"]) * Decimal::ONE_HUNDRED) };
    format!("ticket part {}, support {}", places(tickets.score(), 2), scored(&support))
}

pub fn relationship(inputs: &Value) -> String {
    scored(&RelationshipInputs {
        days_since_contact: integer(&inputs["days"]),
        target_days: integer(&inputs["target"]),
        covered_roles: integer(&inputs["covered"]),
        required_roles: integer(&inputs["required"]),
    })
}

pub fn contract(inputs: &Value) -> String {
    let payment = PaymentInputs { days_past_due: integer(&inputs["dpd"]), failed_charges: integer(&inputs["failed"]) };
    let with = ContractInputs {
        nps: Some(number(&inputs["nps_mean"])),
        payment: Some(payment),
        renewal: Some(number(&inputs["renewal"])),
    };
    let without = ContractInputs { nps: None, ..with.clone() };
    format!("{}; without NPS {}", scored(&with), scored(&without))
}

pub fn outcome(inputs: &Value) -> String {
    let one = |key: &str, actual: &str, target: &str| OutcomeProgress {
        metric_key: key.to_owned(),
        actual: number(&inputs[actual]),
        target: number(&inputs[target]),
    };
    let outcomes = vec![one("case_resolution", "closed", "created"), one("campaign_completion", "done", "planned")];
    scored(&OutcomeInputs { outcomes })
}

pub fn blend(inputs: &Value) -> String {
    let pair = |key: &str| (number(&inputs[key][0]), number(&inputs[key][1]));
    let (mean_dau, expected_dau) = pair("dau");
    let blend = BlendInputs { wau: Some(pair("wau")), depth: Some(pair("depth")), login_days: Some(pair("login")) };
    let usage = UsageInputs { mean_dau, expected_dau, blend };
    let parts = usage.parts().map(|part| places(part.expect("a part"), 0));
    format!("{} → {}", parts.join("/"), scored(&usage))
}

/// The score, having gone through names and back: what is stored scores the same.
pub fn scored<T: ComponentInputs>(inputs: &T) -> String {
    let again = T::from_inputs(&inputs.to_inputs()).expect("what was written can be read");
    assert_eq!(again.score(), inputs.score());
    places(inputs.score().expect("a score"), 2)
}

/// Adoption as licensed and used features that give a score.
pub fn adoption_of(score: Decimal) -> AdoptionInputs {
    AdoptionInputs { used: score * Decimal::from(8) / Decimal::ONE_HUNDRED, licensed: 8 }
}
