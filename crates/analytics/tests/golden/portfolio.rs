use analytics::health::config::Bands;
use analytics::portfolio::{
    AtRiskAccount, ClientCount, Distribution, average_health, portfolio_trend, rank_at_risk, risk_trend,
};
use analytics::risk::{ArrAtRisk, AtRiskTotals, Concentration, RiskInputs, at_risk_reasons};
use analytics::round::round_to_score;
use analytics::settings::MetricSettings;
use domain::health::{AtRiskReason, Profile};
use domain::revenue::RenewalStatus;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, join, list, maybe, number, percent, places, short};

fn score(value: &Value) -> Option<i16> {
    value.as_i64().map(|score| score as i16)
}

pub fn distribution(inputs: &Value) -> String {
    let scores: Vec<Option<i16>> = list(&inputs["scores"]).iter().map(score).collect();
    let bands = Bands::default_of(Profile::Six);
    let counts = Distribution::of(scores.iter().map(|score| score.map(|score| bands.status(score))));
    let average = average_health(scores).expect("a mean");
    let exec = counts.exec3();
    let share = |count| percent(counts.share(count).expect("scored clients"));
    format!(
        "avg {} → {}; HEALTHY {} MONITOR {} AT_RISK {} CRITICAL {} NA {}; exec3 {}",
        places(average, 1),
        round_to_score(average),
        counts.healthy,
        counts.monitor,
        counts.at_risk,
        counts.critical,
        counts.not_available,
        join([exec.healthy, exec.at_risk, exec.critical].map(share), "/")
    )
}

pub fn at_risk(inputs: &Value) -> String {
    let settings = MetricSettings::default().at_risk;
    let one = |client: &Value| {
        let overdue = client["overdue"].as_bool().expect("a flag");
        let inputs = RiskInputs {
            is_active: true,
            health_score: score(&client["health"]),
            churn_risk_score: score(&client["p90"]),
            renewal_status: if overdue { RenewalStatus::Overdue } else { RenewalStatus::Active },
            is_inactive: client["inactive"].as_bool().expect("a flag"),
        };
        (maybe(&client["arr"]), at_risk_reasons(&inputs, &settings))
    };
    let clients: Vec<_> = list(&inputs["clients"]).iter().map(one).collect();
    let totals = AtRiskTotals::of(clients.iter().map(|(arr, reasons)| (*arr, reasons.as_slice())));
    let reasons = AtRiskReason::ALL.iter().map(|reason| totals.clients_by_reason.get(reason).copied().unwrap_or(0));
    format!(
        "{} clients, ARR at risk {}, {} of ARR, reasons {}",
        totals.clients,
        short(totals.arr, 0),
        percent(totals.share(number(&inputs["total_arr"])).expect("some ARR")),
        join(reasons, "/")
    )
}

pub fn trends(inputs: &Value) -> String {
    let pairs = list(&inputs["pairs"]).iter().map(|pair| (score(&pair[0]), score(&pair[1])));
    let health = portfolio_trend(pairs, &MetricSettings::default().health);
    let (points, risk) = risk_trend(number(&inputs["risk"][0]), number(&inputs["risk"][1]));
    format!(
        "mean Δ {} {} (n {}); ARR-at-risk share {} pp {}",
        places(health.mean_change.expect("a mean"), 2),
        word(&health.direction),
        health.n,
        places(points, 1),
        word(&risk)
    )
}

/// The JSON word of a direction.
fn word(direction: &impl serde::Serialize) -> String {
    serde_json::to_value(direction).expect("json").as_str().expect("a word").to_owned()
}

pub fn ranking(inputs: &Value) -> String {
    let account = |row: &Value| AtRiskAccount {
        id: row[0].as_str().expect("an id").to_owned(),
        arr: maybe(&row[1]),
        health_score: score(&row[2]),
    };
    let mut accounts: Vec<AtRiskAccount<String>> = list(&inputs["rows"]).iter().map(account).collect();
    rank_at_risk(&mut accounts);
    join(accounts.into_iter().map(|account| account.id), " ")
}

pub fn client_count(inputs: &Value) -> String {
    let get = |key: &str| integer(&inputs[key]);
    let count = ClientCount { opening: get("opening"), signed: get("signed"), churned: get("churned") };
    let moved = Decimal::from(count.month_to_date());
    format!("{} clients, {}{moved} MTD", count.closing(), if moved >= Decimal::ZERO { "+" } else { "" })
}

pub fn concentration(inputs: &Value) -> String {
    let of = |risk: &str, arr: &str| ArrAtRisk { at_risk: number(&inputs[risk]), arr: number(&inputs[arr]) };
    let found = Concentration::of(of("csm_risk", "csm_arr"), of("total_risk", "total_arr")).expect("some ARR");
    format!(
        "{} of ARR at risk on {} of ARR, index {}{}",
        percent(found.share_of_risk),
        percent(found.share_of_arr),
        places(found.index, 2),
        if found.is_concentrated() { " CONCENTRATED" } else { "" }
    )
}
