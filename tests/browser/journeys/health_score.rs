use api_types::{
    clients::{Client, ClientListItem},
    config::HealthScoreConfig,
    page::Page as List,
    simulation::HealthScoreSimulation,
};
use domain::client::ContractTier;
use harness::{
    TestServer,
    seed::{CSM, VP, days_ago},
};
use serde_json::json;

use crate::{
    page::{Page, has, journey},
    stage::server,
};

/// Clients that use the platform differently and whom nobody calls.
async fn lonely(server: &TestServer) {
    server.connect_feeds().await;
    for (name, tier, users) in [
        ("Amber Foods", ContractTier::Enterprise, 40),
        ("Birch Media", ContractTier::Enterprise, 20),
        ("Cedar Metals", ContractTier::Starter, 12),
        ("Dune Textiles", ContractTier::Starter, 3),
    ] {
        let client = server.client(name).tier(tier).insert().await;
        client.usage(days_ago(60), days_ago(0), users).await;
    }
    server.recompute_all().await;
}

async fn sets(page: &Page, weights: [(&str, &str); 6]) {
    for (component, weight) in weights {
        page.region("Chosen version").appears().await;
        page.part("spinbutton", component).fills(weight).await;
    }
}

const RELATIONS: [(&str, &str); 6] = [
    ("Usage", "10"),
    ("Adoption", "0"),
    ("Support", "0"),
    ("Relationship", "80"),
    ("Contract", "0"),
    ("Outcomes", "10"),
];

#[tokio::test(flavor = "multi_thread")]
async fn weights_are_changed_simulated_and_put_in_force_and_the_portfolio_follows() {
    let server = server().await;
    lonely(&server).await;
    journey("health_score", &server, async |page| {
        let api = server.vp().await;
        let listed = async || -> Vec<ClientListItem> { api.get("/clients?sort=name").await.ok::<List<_>>().data };
        let configs = async || -> Vec<HealthScoreConfig> { api.get("/config/health-score").await.ok::<List<_>>().data };
        let before = listed().await;
        page.signs_in(&VP).await;
        page.open_and_settle("/settings/health-score").await;
        page.button("New version from this").click().await;
        page.field("Name").fills("Relations first").await;
        page.part("spinbutton", "Usage").fills("10").await;
        page.field("Name").click().await;
        page.part("form", "Version").comes_to_say("The weights sum to 85, not to 100: add 15.").await;
        assert_eq!(page.button("Save version").attribute("disabled").await.as_deref(), Some("true"));
        sets(page, RELATIONS).await;
        // The sample moves in the browser alone, by the server's own code.
        let id = configs().await[0].id;
        let weights = json!({"weights": {"usage": 10, "adoption": 0, "support": 0, "relationship": 80, "contract": 0, "outcome": 10}});
        let path = format!("/config/health-score/{id}/simulate");
        let expected: HealthScoreSimulation = api.post(&path).json(&weights).await.ok();
        let moved = format!("{} of 4 clients change band", expected.change_band);
        page.region("What if").comes_to_say(&moved).await;

        page.button("Simulate").click().await;
        page.region("Effect").comes_to_say(&moved).await;
        page.region("Back-test").comes_to_say("Fewer than 30 clients were looked at").await;
        let first = expected.movers.first().expect("someone moves");
        page.region("Largest moves").comes_to_say(&first.name).await;

        page.button("Save version").click().await;
        page.is_told("Relations first v2 was saved").await;
        page.part("navigation", "Versions").comes_to_say("Relations first v2").await;
        assert_eq!(listed().await, before, "nothing moves before it is in force");
        page.region("Chosen version").button("Put in force").click().await;
        let question = page.part("dialog", "Put Relations first v2 in force?");
        question.comes_to_say("takes the place of Six components v1 for everyone").await;
        question.comes_to_say(&moved).await;
        question.button("Put in force").click().await;
        page.is_told("Relations first v2 is in force").await;
        question.goes().await;

        server.run_jobs().await;
        let after = listed().await;
        assert_ne!(before, after);
        let shown: Client = api.get(&format!("/clients/{}", first.id)).await.ok();
        assert_eq!(shown.summary.current_health_score, first.score_then);
        page.open_and_settle("/").await;
        let score = first.score_then.expect("a score").to_string();
        page.part("row", has(&first.name)).comes_to_say(&score).await;

        // Back again, by the version that was in force before.
        page.open_and_settle("/settings/health-score").await;
        page.part("navigation", "Versions").link("Six components v1").click().await;
        page.region("Formula").comes_to_say("compared with Relations first v2").await;
        page.button("Roll back to this").click().await;
        let question = page.part("dialog", "Roll back to Six components v1?");
        question.comes_to_say("takes the place of Relations first v2").await;
        question.button("Put in force").click().await;
        page.is_told("Six components v1 is in force").await;
        server.run_jobs().await;
        let scores = |list: &[ClientListItem]| -> Vec<Option<i16>> { list.iter().map(|client| client.current_health_score).collect() };
        assert_eq!(scores(&listed().await), scores(&before));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_change_scores_reads_how_they_are_made() {
    let server = server().await;
    lonely(&server).await;
    journey("health_score_read", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/settings/health-score").await;
        page.region("Formula").comes_to_say("Relationship").await;
        page.region("Chosen version").comes_to_say("in force from the beginning").await;
        page.button("New version from this").goes().await;
    })
    .await;
}
