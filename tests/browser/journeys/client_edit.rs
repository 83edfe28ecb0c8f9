use api_types::clients::Client;
use harness::{
    TestServer,
    seed::{CSM, VP},
};
use serde_json::json;
use thirtyfour::Key;
use uuid::Uuid;

use crate::{
    page::{has, journey},
    stage::{NAME, client_with_history, server},
};

async fn stored(server: &TestServer, id: Uuid) -> Client {
    server.vp().await.get(&format!("/clients/{id}")).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn refresh_computes_the_score_and_says_it() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("client_refresh", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.button("Refresh score").click().await;
        page.is_told("The score was computed again:").await;
        page.button("Refresh score").appears().await;
        page.button("Dismiss").click().await;
        page.button("Dismiss").goes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_and_segment_are_saved_shown_and_taken_back() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("client_edit", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.button("Edit").click().await;
        let form = page.part("dialog", has(NAME));
        form.part("textbox", "Tags").types("reference").await;
        form.part("textbox", "Tags").presses(Key::Enter).await;
        form.button("Remove tag pilot").click().await;
        form.part("textbox", "Segment").fills("Strategic").await;
        form.button("Save").click().await;
        page.is_told(&format!("{NAME} was saved.")).await;
        form.goes().await;
        let labels = page.part("list", "Labels");
        labels.comes_to_say("Strategic").await;
        labels.comes_to_say("reference").await;
        let client = stored(&server, id).await.summary;
        assert_eq!((client.segment.as_deref(), client.tags), (Some("Strategic"), vec!["reference".to_owned()]));

        page.button("Undo").click().await;
        page.is_told("is as it was before").await;
        labels.comes_to_say("Growth").await;
        labels.comes_to_say("pilot").await;
        let client = stored(&server, id).await.summary;
        assert_eq!((client.segment.as_deref(), client.tags), (Some("Growth"), vec!["pilot".to_owned()]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anothers_change_in_the_meantime_loses_nothing_that_was_typed() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("client_clash", &server, async |page| {
        page.expects_failure(&format!("/clients/{id}"), 412);
        page.signs_in(&VP).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.button("Edit").click().await;
        let form = page.part("dialog", has(NAME));
        form.part("textbox", "Segment").fills("Strategic").await;

        let other = server.csm().await;
        let path = format!("/clients/{id}");
        let etag = other.get(&path).await.expect(200).header("etag").to_owned();
        other.put(&path).if_match(&etag).json(&json!({ "tags": ["pilot", "escalated"] })).await.expect(200);

        form.button("Save").click().await;
        let note = form.any("alert");
        note.comes_to_say("Someone changed this client").await;
        note.comes_to_say("pilot, escalated").await;
        form.part("textbox", "Segment").holds("Strategic").await;
        form.button("Remove tag escalated").appears().await;

        form.button("Save").click().await;
        form.goes().await;
        let client = stored(&server, id).await.summary;
        assert_eq!(client.segment.as_deref(), Some("Strategic"));
        assert_eq!(client.tags, ["pilot", "escalated"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_form_asks_before_it_forgets() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("client_discard", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.button("Edit").click().await;
        let form = page.part("dialog", has(NAME));
        form.part("textbox", "Segment").fills("Strategic").await;
        form.button("Close").click().await;
        form.comes_to_say("Discard what you changed?").await;
        form.button("Keep editing").click().await;
        form.part("textbox", "Segment").holds("Strategic").await;
        form.button("Cancel").click().await;
        form.button("Discard").click().await;
        form.goes().await;
        assert_eq!(stored(&server, id).await.summary.segment.as_deref(), Some("Growth"));
    })
    .await;
}
