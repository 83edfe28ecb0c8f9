use api_types::analytics::AtRiskSummary;
use domain::health::AtRiskReason as R;
use harness::{
    ApiClient, date,
    seed::{self, Figures},
    spawn,
};
use rust_decimal::Decimal;

use super::portfolio;

async fn summary(caller: &ApiClient) -> AtRiskSummary {
    caller.get("/analytics/at-risk").await.ok()
}

#[tokio::test]
async fn clients_money_and_reasons() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = summary(&server.vp().await).await;
    assert_eq!((all.clients, all.arr_at_risk, all.arr_at_risk_percent), (3, Decimal::from(165_000), Some(16.5)));
    assert_eq!((all.currency.as_str(), all.n_without_arr, all.computed_at), ("USD", 1, Some(server.now())));
    let reasons: Vec<_> = all.reasons.iter().map(|row| (row.reason, row.clients, row.arr)).collect();
    assert_eq!(
        reasons,
        [
            (R::HealthLow, 2, Decimal::from(120_000)),
            (R::ChurnHigh, 1, Decimal::from(45_000)),
            (R::RenewalOverdue, 1, Decimal::from(45_000)),
            (R::Inactive90, 1, Decimal::ZERO),
        ]
    );
    let top: Vec<_> = all.top.iter().map(|client| client.name.as_str()).collect();
    assert_eq!(top, ["Acme", "Initech", "Hooli"]);
    // 120,000 × 0.45 = 54,000 and 45,000 × 0.55 = 24,750; of the third nobody knows the money.
    let first: Vec<_> =
        all.needs_you_first.iter().map(|client| (client.name.as_str(), client.expected_arr_loss)).collect();
    assert_eq!(
        first,
        [("Acme", Some(Decimal::from(54_000))), ("Initech", Some(Decimal::from(24_750))), ("Hooli", None)]
    );
    assert_eq!(all.top[1].days_to_renewal, Some(-3));
    assert_eq!(all.top[1].at_risk_reasons, [R::ChurnHigh, R::RenewalOverdue]);
    assert_eq!(all.top[0].csm.as_ref().map(|csm| csm.id), Some(seed::OTHER_CSM.staff_id()));
}

#[tokio::test]
async fn only_ones_own_book() {
    let server = spawn().await;
    portfolio(&server).await;
    let own = summary(&server.csm().await).await;
    assert_eq!((own.clients, own.arr_at_risk, own.n_without_arr), (1, Decimal::ZERO, 1));
    let names: Vec<_> = own.top.iter().chain(&own.needs_you_first).map(|client| client.name.as_str()).collect();
    assert_eq!(names, ["Hooli", "Hooli"]);
    let other = summary(&server.other_csm().await).await;
    assert_eq!((other.clients, other.arr_at_risk, other.arr_at_risk_percent), (2, Decimal::from(165_000), Some(100.0)));
    let none = summary(&server.ae().await).await;
    assert_eq!((none.clients, none.top.len(), none.arr_at_risk_percent), (0, 0, Some(0.0)));
}

#[tokio::test]
async fn the_largest_come_first_then_the_least_healthy() {
    let server = spawn().await;
    for (name, arr, health) in
        [("c3", Some(85_000), 55), ("c1", Some(120_000), 58), ("c2", Some(120_000), 41), ("c4", None, 20)]
    {
        let figures = Figures { health: Some(health), at_risk: vec![R::HealthLow], ..Figures::default() };
        server.client(name).arr(arr).figures(figures).insert().await;
    }
    let names = |clients: &[api_types::analytics::AtRiskClient]| -> Vec<String> {
        clients.iter().map(|client| client.name.clone()).collect()
    };
    let shown = summary(&server.vp().await).await;
    assert_eq!(names(&shown.top), ["c2", "c1", "c3", "c4"]);
}

#[tokio::test]
async fn ten_at_most_and_five_of_the_most_urgent() {
    let server = spawn().await;
    for n in 0..12_i16 {
        let figures =
            Figures { health: Some(30), churn: Some(10 + n), at_risk: vec![R::HealthLow], ..Figures::default() };
        server.client(&format!("Client {n:02}")).arr(1_000 * i64::from(20 - n)).figures(figures).insert().await;
    }
    let shown = summary(&server.vp().await).await;
    assert_eq!((shown.clients, shown.top.len(), shown.needs_you_first.len()), (12, 10, 5));
    // (20 − n) · (10 + n) is largest at n = 5, with 4 and 6 beside it.
    let first: Vec<_> = shown.needs_you_first.iter().map(|client| client.name.as_str()).collect();
    assert_eq!(first[0], "Client 05");
}

#[tokio::test]
async fn the_engine_finds_them_by_their_four_reasons() {
    let server = spawn().await;
    server.connect_feeds().await;
    // Overdue: the contract ran out last week. Inactive: nobody has been seen for ninety days.
    let overdue = server.client("Overdue").contract_end(date("2026-06-03")).insert().await;
    overdue.ordinary().await;
    let silent = server.client("Silent").insert().await;
    silent.usage(seed::days_ago(200), seed::days_ago(95), 15).await;
    server.client("Fine").renewal(date("2027-05-01")).insert().await.ordinary().await;
    server.recompute_all().await;
    let shown = summary(&server.csm().await).await;
    let reasons = |name: &str| {
        shown
            .top
            .iter()
            .find(|client| client.name == name)
            .map(|client| client.at_risk_reasons.clone())
            .unwrap_or_default()
    };
    assert!(reasons("Overdue").contains(&R::RenewalOverdue), "{shown:#?}");
    assert!(reasons("Silent").contains(&R::Inactive90) && reasons("Silent").contains(&R::HealthLow), "{shown:#?}");
    assert_eq!(reasons("Fine"), []);
    assert_eq!(shown.clients, 2);
}
