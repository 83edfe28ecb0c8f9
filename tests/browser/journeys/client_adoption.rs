use api_types::adoption::{ClientAdoption, FeatureDetails};
use harness::seed::CSM;

use crate::{
    page::{has, journey},
    stage::{client_with_users, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_leads_to_a_feature_and_back() {
    let server = server().await;
    let id = client_with_users(&server).await;
    let csm = server.csm().await;
    let adoption: ClientAdoption = csm.get(&format!("/clients/{id}/adoption")).await.ok();
    let details: FeatureDetails = csm.get(&format!("/clients/{id}/adoption/feature-1")).await.ok();
    let score = adoption.adoption_score.expect("a score");
    journey("client_adoption", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.part("navigation", "Client").link("Adoption").click().await;
        page.is_at(&format!("/clients/{id}/adoption")).await;
        page.settles().await;
        let said = page.region("Adoption figures").says().await;
        assert!(said.contains(&score.to_string()) && said.contains("3 of 4 licensed features"), "{said}");
        let features = page.region("Features");
        features.comes_to_say("1 of 4 licensed features are not used").await;
        features.button(has("Licensed, not used")).click().await;
        page.address_has("idle=true").await;
        features.comes_to_say("Feature 4").await;
        assert!(!features.says().await.contains("Feature 1"), "only what lies idle is shown");
        page.back().await;
        features.link("Feature 1").click().await;
        page.is_at(&format!("/clients/{id}/adoption/feature-1")).await;
        page.settles().await;
        page.region("Uses per day").any("img").attribute_becomes("data-state", "ready").await;
        assert!(page.canvas_is_painted().await, "the chart shows something");
        let rows = page.part("table", "Uses per day").any("row").count().await;
        assert_eq!(rows, details.days.len() + 1, "a head and a row a day of use");
        page.region("Users of the feature").comes_to_say(&format!("{} users in 30 days", details.users_total)).await;
        page.region("Levels over time").comes_to_say("Active use").await;
        page.part("navigation", "Client").link("Adoption").attribute_becomes("aria-current", "page").await;
        page.link("All features").click().await;
        page.is_at(&format!("/clients/{id}/adoption")).await;
        page.does_not_scroll_sideways().await;
    })
    .await;
}
