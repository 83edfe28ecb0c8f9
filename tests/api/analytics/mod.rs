//! Figures over many clients.

mod at_risk;
mod capacity;
mod churn_risk;
mod csm;
mod health_distribution;
mod industry;
mod portfolio;
mod rebalancing;
mod renewals;

use domain::health::AtRiskReason as R;
use harness::{
    TestServer,
    seed::{self, Figures, days_ago, in_days},
};

/// Five clients whose sums are easily made by hand: three at risk with 165 of 1,000 thousand, health 58, 73, 85, 30
/// and 92. Two of them, with 120 and 45 thousand, are the other manager's.
async fn portfolio(server: &TestServer) {
    let client = |name: &str| server.client(name);
    let figures = |health: i16, churn: i16, due: Option<u64>, at_risk: Vec<R>| Figures {
        health: Some(health),
        churn: Some(churn),
        renewal: due.map(in_days),
        at_risk,
        ..Figures::default()
    };
    let acme =
        client("Acme").csm(seed::OTHER_CSM).tags(&["pilot", "emea"]).industry(Some("Retail")).segment("Strategic");
    acme.figures(figures(58, 45, Some(90), vec![R::HealthLow])).insert().await;
    client("Globex").arr(85_000).ae(seed::AE).tags(&["emea"]).figures(figures(73, 32, Some(0), vec![])).insert().await;
    let mut overdue = figures(85, 55, None, vec![R::ChurnHigh, R::RenewalOverdue]);
    overdue.renewal = Some(days_ago(3));
    client("Initech").arr(45_000).csm(seed::OTHER_CSM).figures(overdue).insert().await;
    client("Hooli")
        .arr(None)
        .industry(None)
        .figures(figures(30, 20, None, vec![R::HealthLow, R::Inactive90]))
        .insert()
        .await;
    client("Umbrella").arr(750_000).segment("Strategic").figures(figures(92, 3, Some(91), vec![])).insert().await;
    // Those who left, and those who only try, are in no figure.
    client("Gone").churned(days_ago(30)).figures(figures(10, 99, Some(5), vec![])).insert().await;
    client("Trying").trial().figures(figures(11, 99, Some(5), vec![])).insert().await;
    sqlx::query("update client set computed_at = $1").bind(server.now()).execute(&server.pool).await.expect("computed");
}
