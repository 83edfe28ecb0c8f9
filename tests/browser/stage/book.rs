use chrono::Duration;
use domain::{client::ContractTier, health::AtRiskReason};
use harness::{
    TestServer,
    seed::{AE, CSM, Figures, OTHER_CSM, in_days},
};

use super::server;

const FIRST: [&str; 10] = ["Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Harbor", "Iris", "Juniper"];
const SECOND: [&str; 6] = ["Foods", "Logistics", "Media", "Metals", "Software", "Textiles"];

/// A server with sixty clients, two in three of them in the book of [`CSM`]; their figures are given, not computed. Every
/// fifteenth has no score.
pub async fn book() -> TestServer {
    let server = server().await;
    for number in 0..60 {
        insert(&server, number).await;
    }
    server
}

async fn insert(server: &TestServer, number: usize) {
    let name = format!("{} {}", FIRST[number % 10], SECOND[number / 10]);
    let score = (!number.is_multiple_of(15)).then(|| i16::try_from(21 + number * 7 % 79).expect("a score"));
    let is_low = score.is_some_and(|score| score < 60);
    let small = i64::try_from(number).expect("a small number");
    let figures = Figures {
        health: score,
        trend: score.map(|score| score % 11 - 5),
        churn: score.map(|score| 100 - score),
        renewal: Some(in_days(10 + u64::try_from(number).expect("a small number") * 6)),
        at_risk: if is_low { vec![AtRiskReason::HealthLow] } else { vec![] },
        last_contact: Some(server.now() - Duration::days(small)),
        last_activity: Some(server.now() - Duration::hours(small)),
    };
    let tier = [ContractTier::Starter, ContractTier::Professional, ContractTier::Enterprise][number % 3];
    let client = server
        .client(&name)
        .tier(tier)
        .industry(Some(SECOND[number / 10]))
        .arr(12_000 + 1_500 * small)
        .renewal(figures.renewal.expect("everyone renews"))
        .ae(AE)
        .csm(if number % 3 == 2 { OTHER_CSM } else { CSM })
        .tags(if number.is_multiple_of(5) { &["pilot"] } else { &[] })
        .figures(figures);
    client.insert().await;
}
