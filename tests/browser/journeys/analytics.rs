use api_types::{adoption::FeatureReachSummary, benchmarks::IndustryBenchmark, churn::PortfolioChurnRisk};
use harness::seed::{CSM, VP};

use crate::{
    page::{has, journey},
    stage::{book, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn churn_risk_is_grouped_filtered_and_leads_to_a_client() {
    let server = book().await;
    let risk = async |query: &str| -> PortfolioChurnRisk {
        server.vp().await.get(&format!("/analytics/churn-risk?{query}")).await.ok()
    };
    let (all, high) = (risk("").await, risk("churn_risk_category=HIGH").await);
    let retail = risk("churn_risk_category=HIGH&industry=Media").await.list;
    assert!(high.list.pagination.total < all.list.pagination.total && retail.pagination.total > 0);
    journey("churn_risk", &server, async |page| {
        page.signs_in(&VP).await;
        page.part("navigation", "Main").link("Analytics").click().await;
        page.is_at("/analytics/churn-risk").await;
        page.settles().await;
        page.region("Key figures").comes_to_say("Expected ARR loss").await;
        page.region("Spread of churn risk").any("img").attribute_becomes("data-state", "ready").await;
        assert_eq!(page.part("table", "Clients by churn risk").nth(0).any("row").count().await, 11, "ten steps");

        // A category leads to its clients, an industry within it to fewer.
        page.region("By category").link(has("High")).click().await;
        page.is_at("/analytics/churn-risk?churn_risk_category=HIGH").await;
        let list = page.region("Clients by churn risk");
        list.comes_to_say(&format!("of {}", high.list.pagination.total)).await;
        page.runs("scrollTo(0, 0)").await;
        page.region("Where the risk lies").button("Industry").click().await;
        page.address_has("by=industry").await;
        page.region("Where the risk lies").link("Media").click().await;
        page.address_has("industry=Media").await;
        list.comes_to_say(&format!("of {}", retail.pagination.total)).await;
        page.part("list", "Active filters").any("listitem").is_there_times(2).await;
        page.reload().await;
        list.comes_to_say(&format!("of {}", retail.pagination.total)).await;
        page.settles().await;
        let first = &retail.data[0].summary;
        list.link(first.name.as_str()).click().await;
        page.is_at(&format!("/clients/{}/churn", first.id)).await;
        page.heading(first.name.as_str()).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_the_own_book_in_analytics() {
    let server = book().await;
    let own: PortfolioChurnRisk = server.csm().await.get("/analytics/churn-risk").await.ok();
    let all: PortfolioChurnRisk = server.vp().await.get("/analytics/churn-risk").await.ok();
    assert!(own.scored < all.scored);
    journey("churn_risk_own", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/analytics").await;
        page.is_at("/analytics/churn-risk").await;
        page.says(&format!("{} clients with a score", own.scored)).await;
        page.region("Clients by churn risk").comes_to_say(&format!("of {}", own.list.pagination.total)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_industry_is_chosen_and_leads_to_its_clients() {
    let server = book().await;
    server.recompute_all().await;
    let shown: IndustryBenchmark = server.vp().await.get("/benchmarks/industry/Metals").await.ok();
    let features: FeatureReachSummary = server.vp().await.get("/analytics/feature-adoption").await.ok();
    assert!(features.features.is_empty());
    journey("benchmarks", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/analytics/benchmarks?industry=Metals").await;
        let clients = shown.figures.clients.expect("enough clients");
        page.says(&format!("{clients} active clients of Metals")).await;
        let said = page.region("Industry figures").says().await;
        if let Some(health) = shown.figures.average_health {
            assert!(said.contains(&format!("{health:.1}")), "{said}");
        }
        page.part("combobox", "Industry").types("Foods").await;
        page.address_has("industry=Foods").await;
        page.says("active clients of Foods").await;
        page.link("Open its clients").click().await;
        page.is_at("/?industry=Foods").await;
        page.open_and_settle("/analytics/features").await;
        page.says("There is no catalogue of features yet").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_clients_analytics_say_what_to_do() {
    let server = server().await;
    journey("analytics_empty", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/analytics/churn-risk").await;
        page.says("No client has a churn risk yet").await;
        page.open_and_settle("/analytics/benchmarks").await;
        page.says("There is no industry to compare").await;
        page.open_and_settle("/renewals").await;
        page.says("There is nothing to renew").await;
    })
    .await;
}
