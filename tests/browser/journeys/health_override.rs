use api_types::health::HealthDetails;
use domain::health::HealthStatus;
use harness::seed::{AE, CSM};
use thirtyfour::Key;

use crate::{
    page::journey,
    stage::{client_with_history, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_manager_says_stands_beside_the_score_until_it_is_ended() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("health_override", &server, async |page| {
        let api = server.csm().await;
        let health = async || -> HealthDetails { api.get(&format!("/clients/{id}/health")).await.ok() };
        let before = health().await;
        page.expects_failure(&format!("/clients/{id}/health/override"), 422);
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.button("Override health").click().await;
        let form = page.part("dialog", "Override health");
        form.part("combobox", "In your eyes").types("Critical").await;
        form.button("Override").click().await;
        form.comes_to_say("Must not be empty").await;
        form.part("textbox", "Why").fills("<b>The sponsor</b> leaves.").await;
        form.part("textbox", "Why").presses(Key::Tab).await;
        form.button("Override").click().await;
        form.goes().await;
        let note = page.region("Health override");
        note.comes_to_say("<b>The sponsor</b> leaves.").await;
        note.comes_to_say("Critical").await;
        let beside = health().await;
        assert_eq!(beside.overall_score, before.overall_score);
        assert_eq!(beside.health_override.map(|said| said.health_status), Some(HealthStatus::Critical));

        note.button("End").click().await;
        page.part("dialog", "End the override?").button("End override").click().await;
        note.goes().await;
        assert_eq!(health().await.health_override, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_executive_only_reads_it() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("health_override_read", &server, async |page| {
        page.signs_in(&AE).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.region("Key facts").appears().await;
        assert_eq!(page.button("Override health").count().await, 0);
    })
    .await;
}
