use analytics::health::components::{
    CommercialInputs, Component, ComponentInputs, EngagementInputs, ProductUsageInputs,
};
use analytics::health::config::{AppliesTo, Bands, ScoreConfig, resolve};
use analytics::health::measure::{Measurement, Measurements};
use analytics::health::score::{HealthScore, LastGood, score};
use analytics::settings::MetricSettings;
use domain::ClientId;
use domain::client::ContractTier;
use domain::health::{HealthStatus, Profile};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, join, list, maybe, number, places, short, text};
use crate::health::{adoption_of, today};

fn scored(profile: Profile, parts: &[(Component, Decimal)]) -> HealthScore {
    let measurements: Measurements =
        parts.iter().map(|(component, score)| (*component, Measurement::of_score(*score))).collect();
    let config = ScoreConfig::default_of(profile);
    score(measurements, &config, &MetricSettings::default().health, &LastGood::none(), today())
}

pub fn sub100(inputs: &Value) -> String {
    let get = |key: &str| number(&inputs[key]);
    let health = scored(
        Profile::Sub100,
        &[
            (Component::UsageConsistency, get("consistency")),
            (Component::Adoption, get("adoption")),
            (Component::Support, get("support")),
            (Component::Payment, get("pay")),
        ],
    );
    let order = [Component::UsageConsistency, Component::Adoption, Component::Support, Component::Payment];
    let terms = order.map(|component| {
        let result = &health.components[&component];
        places(Decimal::from(result.weight) * result.score.expect("a score") / Decimal::ONE_HUNDRED, 3)
    });
    format!(
        "{} = {} → {} {}",
        terms.join(" + "),
        short(health.score.expect("a score"), 3),
        health.overall_score.expect("a score"),
        health.health_status.expect("a status")
    )
}

pub fn cx4(inputs: &Value) -> String {
    let get = |key: &str| number(&inputs[key]);
    // Sub-scores as inputs that give them: 60 % of the expected logins, 70 points paid at 10 days due.
    let usage = ProductUsageInputs {
        login_days: Some((get("login"), Decimal::ONE_HUNDRED)),
        adoption: Some(adoption_of(get("adoption"))),
    };
    let mean = |a: Decimal, b: Decimal| (a + b) / Decimal::TWO;
    assert_eq!(integer(&inputs["pay"]), 70);
    let payment = analytics::health::components::PaymentInputs { days_past_due: 10, failed_charges: 0 };
    let commercial = CommercialInputs { payment: Some(payment), renewal: Some(get("contract")) };
    let engagement = EngagementInputs { nps: Some(get("nps") / Decimal::TEN), community: maybe(&inputs["community"]) };
    let health = scored(
        Profile::Cx4,
        &[
            (Component::ProductUsage, usage.score().expect("a score")),
            (Component::Support, mean(get("tickets"), get("csat"))),
            (Component::Commercial, commercial.score().expect("a score")),
            (Component::Engagement, engagement.score().expect("a score")),
        ],
    );
    let overall = health.overall_score.expect("a score");
    format!(
        "{} → {overall} {} (six-component bands would say {})",
        places(health.score.expect("a score"), 2),
        health.health_status.expect("a status"),
        Bands::default_of(Profile::Six).status(overall)
    )
}

pub fn bands(inputs: &Value) -> String {
    let short = |status: HealthStatus| status.as_str()[..2].to_owned();
    let one = |profile: Profile| {
        let bands = Bands::default_of(profile);
        let scores = list(&inputs["scores"]).iter().map(integer);
        let row = scores.map(|score| format!("{score}={}", short(bands.status(score as i16))));
        format!("{profile}: {}", join(row, " "))
    };
    join([Profile::Six, Profile::Sub100, Profile::Cx4].map(one), " | ")
}

pub fn resolution(inputs: &Value) -> String {
    let client = ClientId("0190a000-0000-7000-8000-000000000001".parse().expect("an id"));
    let config = |row: &Value| {
        let scope = text(&row[0]);
        ScoreConfig {
            version: integer(&row[1]) as i32,
            version_label: text(&row[2]).to_owned(),
            applies_to: AppliesTo {
                client_id: (scope == "client").then_some(client),
                segment: (scope == "segment").then(|| "regulated".to_owned()),
                tier: (scope == "tier").then_some(ContractTier::Enterprise),
            },
            ..ScoreConfig::default_of(Profile::Six)
        }
    };
    let configs: Vec<ScoreConfig> = list(&inputs["configs"]).iter().map(config).collect();
    let resolved = |scopes: &Value| {
        let has = |name: &str| list(scopes).iter().any(|scope| scope == name);
        // A client the first configuration is not for has another id.
        let id = if has("client") {
            client
        } else {
            ClientId("0190a000-0000-7000-8000-000000000002".parse().expect("an id"))
        };
        let segment = has("segment").then_some("regulated");
        let tier = has("tier").then_some(ContractTier::Enterprise);
        resolve(&configs, id, segment, tier).expect("a configuration").version_label.clone()
    };
    join(list(&inputs["scopes"]).iter().map(resolved), " ")
}
