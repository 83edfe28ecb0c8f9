use api_types::{clients::ClientListItem, page::Page};
use domain::client::ContractTier;
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures, days_ago, in_days, noon},
    spawn,
};

/// Three clients that differ in everything, and one about which nothing is known.
async fn portfolio(server: &TestServer) {
    let figures = |n: i16| Figures {
        health: Some(50 + n),
        trend: Some(n),
        churn: Some(20 + n),
        renewal: Some(in_days(u64::try_from(n).unwrap_or(0))),
        last_contact: Some(noon(days_ago(30 - u64::try_from(n).unwrap_or(0)))),
        last_activity: Some(noon(days_ago(30 - u64::try_from(n).unwrap_or(0)))),
        ..Figures::default()
    };
    // In every column alpha < Bravo < charlie.
    let alpha = server.client("alpha").arr(1_000).industry(Some("Aerospace")).tier(ContractTier::Custom);
    alpha.csm(seed::SENIOR_CSM).figures(figures(1)).insert().await; // Adler
    let charlie = server.client("charlie").arr(3_000).industry(Some("Chemicals")).tier(ContractTier::Professional);
    charlie.csm(seed::CSM).figures(figures(3)).insert().await; // Stone
    let bravo = server.client("Bravo").arr(2_000).industry(Some("Banking")).tier(ContractTier::Enterprise);
    bravo.csm(seed::OTHER_CSM).figures(figures(2)).insert().await; // Berg
    let nothing = server.client("delta").arr(None).industry(None).tier(ContractTier::Starter).csm(None);
    nothing.figures(Figures::default()).insert().await;
}

async fn names(caller: &ApiClient, sort: &str) -> Vec<String> {
    let page: Page<ClientListItem> = caller.get(&format!("/clients?sort={sort}")).await.ok();
    page.data.into_iter().map(|client| client.name).collect()
}

#[tokio::test]
async fn every_field_sorts_both_ways_with_the_unknown_last() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let fields = [
        "name",
        "current_health_score",
        "health_trend_change",
        "churn_risk_score",
        "annual_recurring_revenue",
        "next_renewal_date",
        "days_to_renewal",
        "last_csm_contact_at",
        "last_activity_at",
        "contract_tier",
        "industry",
        "csm",
    ];
    for field in fields {
        // A name and a tier are always known, and delta's are the last.
        let (up, down) = (["alpha", "Bravo", "charlie", "delta"], ["charlie", "Bravo", "alpha", "delta"]);
        let down =
            if matches!(field, "name" | "contract_tier") { ["delta", "charlie", "Bravo", "alpha"] } else { down };
        assert_eq!(names(&vp, field).await, up, "{field}");
        assert_eq!(names(&vp, &format!("-{field}")).await, down, "-{field}");
    }
}

#[tokio::test]
async fn the_lowest_health_comes_first_unless_asked_otherwise() {
    let server = spawn().await;
    portfolio(&server).await;
    let page: Page<ClientListItem> = server.vp().await.get("/clients").await.ok();
    let scores: Vec<_> = page.data.iter().map(|client| client.current_health_score).collect();
    assert_eq!(scores, [Some(51), Some(52), Some(53), None]);
}
