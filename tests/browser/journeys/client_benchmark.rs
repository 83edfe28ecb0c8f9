use api_types::{benchmarks::ClientBenchmark, churn::ClientChurnRisk};
use harness::seed::CSM;
use serde_json::json;

use crate::{
    page::{has, journey},
    stage::{client_with_history, client_with_users, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn cohorts_are_chosen_and_small_ones_say_so() {
    let server = server().await;
    let id = client_with_users(&server).await;
    let csm = server.csm().await;
    let tier: ClientBenchmark = csm.get(&format!("/clients/{id}/benchmark")).await.ok();
    assert_eq!(tier.cohort.peers, Some(5));
    journey("client_benchmark", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.part("navigation", "Client").link("Benchmark").click().await;
        page.is_at(&format!("/clients/{id}/benchmark")).await;
        page.region("Compared with").comes_to_say("5 clients besides this one").await;
        let table = page.part("table", "Figures beside those of the peers");
        assert_eq!(table.any("row").count().await, tier.metrics.len() + 1);
        page.part("navigation", "Cohorts").button(has("Size")).click().await;
        page.address_has("cohort=SIZE").await;
        page.settles().await;
        page.back().await;
        page.is_at(&format!("/clients/{id}/benchmark")).await;
        page.region("Compared with").comes_to_say("Enterprise clients").await;
        page.does_not_scroll_sideways().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_peers_is_told_why_nothing_is_compared() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("client_benchmark_small", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/benchmark?cohort=TIER")).await;
        page.says("Too few peers to compare with").await;
        page.says("so that nobody can be recognised").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn churn_risk_is_explained_factor_by_factor() {
    let server = server().await;
    let id = client_with_history(&server).await;
    let risk: ClientChurnRisk = server.csm().await.get(&format!("/clients/{id}/churn-risk")).await.ok();
    let score = risk.churn_risk_score.expect("a score");
    journey("client_churn", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.part("navigation", "Client").link("Churn").click().await;
        page.is_at(&format!("/clients/{id}/churn")).await;
        page.settles().await;
        page.says("By rules (heuristic), not by a trained model").await;
        page.region("Churn risk").comes_to_say(&score.to_string()).await;
        let factors = page.region("Contributing factors");
        for factor in &risk.factors {
            factors.comes_to_say(&factor.detail).await;
        }
        for action in &risk.recommended_actions {
            page.region("Recommended actions").comes_to_say(&action.title).await;
        }
        page.region("Churn risk over time").any("img").attribute_becomes("data-state", "ready").await;
        assert_eq!(page.part("table", "Churn risk per day").any("row").count().await, risk.history.len() + 1);
        page.button("Log what you did").click().await;
        page.part("dialog", "Log activity").appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_compared_with_those_of_a_segment() {
    let server = server().await;
    let id = client_with_users(&server).await;
    let segment = json!({"name": "Everyone here", "filter": {"and": []}, "is_shared": true});
    server.vp().await.post("/segments").json(&segment).await.expect(201);
    journey("client_benchmark_segment", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/benchmark")).await;
        page.part("combobox", "Or with the clients of a segment").types("Everyone here").await;
        page.address_has("cohort=SAVED_SEGMENT&segment_id=").await;
        page.region("Compared with").comes_to_say("clients of the segment Everyone here").await;
        page.settles().await;
        page.does_not_scroll_sideways().await;
    })
    .await;
}
