use api_types::{clients::ClientListItem, page::Page as List, segments::SegmentPreview};
use harness::{TestServer, seed::VP};
use serde_json::json;

use crate::{
    page::{has, journey},
    stage::book,
};

async fn total(server: &TestServer, query: &str) -> i64 {
    let page: List<ClientListItem> = server.vp().await.get(&format!("/clients?{query}")).await.ok();
    page.pagination.total
}

async fn files_made(server: &TestServer) -> i64 {
    sqlx::query_scalar("select count(*) from audit_log where operation = 'get_clients_file'")
        .fetch_one(&server.pool)
        .await
        .expect("the audit log")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_segment_is_built_counted_and_saved_and_its_clients_are_tagged() {
    let server = book().await;
    let filter = json!({"filter": {"field": "health_score", "op": "lt", "value": 30}});
    let preview: SegmentPreview = server.vp().await.post("/segments/preview").json(&filter).await.ok();
    let few = preview.clients;
    assert!(few > 2 && few < 25, "{few} clients");
    journey("segments", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/settings/segments").await;
        page.says("No segments yet").await;
        page.link("New segment").nth(0).click().await;
        page.is_at("/settings/segments/new").await;
        let matching = page.region("Who matches");
        matching.comes_to_say("Complete the conditions").await;
        page.part("spinbutton", "Value").fills("30").await;
        matching.comes_to_say(&format!("{few} clients")).await;
        // What cannot be asked is said beside its condition.
        page.part("spinbutton", "Value").fills("9999999999").await;
        page.expects_failure("/segments/preview", 422);
        page.part("group", "Condition 1").appears().await;
        page.says("From -1000000000 to 1000000000.").await;
        page.part("spinbutton", "Value").fills("30").await;
        matching.comes_to_say(&format!("{few} clients")).await;
        page.field("Name").fills("Slipping").await;
        page.button("Save segment").click().await;
        page.is_at("/settings/segments").await;
        page.link("Show clients of Slipping").click().await;
        page.address_has("segment_id=").await;
        page.says(&format!("of {few} ")).await;
        page.part("list", "Active filters").comes_to_say("In segment Slipping").await;

        page.part("checkbox", "Select every client of this page").click().await;
        page.region("Selected clients").comes_to_say(&format!("{few} clients selected")).await;
        page.button("Add tag").click().await;
        page.part("textbox", "Tag").types("slipping").await;
        page.button("Add").click().await;
        page.says(&format!("“slipping” was added to {few} clients.")).await;
        assert_eq!(total(&server, "tags=slipping").await, few);
        page.button("Undo").click().await;
        page.until("the tag is taken back", async || (total(&server, "tags=slipping").await == 0).then_some(())).await;

        page.button("Save").click().await;
        page.button("Save as view").click().await;
        let dialog = page.part("dialog", "Save as view");
        dialog.part("textbox", "Name").types("Slipping now").await;
        dialog.button("Save").click().await;
        page.part("navigation", "Views").link(has("Slipping now")).attribute_becomes("aria-current", "page").await;
        page.address_has("saved=").await;
        page.says(&format!("of {few} ")).await;

        page.button("Export").click().await;
        page.until("the file was made", async || (files_made(&server).await == 1).then_some(())).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_are_marked_by_the_keyboard_and_all_that_match_are_assigned() {
    let server = book().await;
    journey("portfolio_bulk", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/?sort=name").await;
        page.link("Amber Foods").appears().await;
        page.runs("document.querySelector('[data-row-link]').focus()").await;
        page.presses("x").await;
        page.region("Selected clients").comes_to_say("1 client selected").await;
        page.button("Select all 60 that match").click().await;
        page.region("Selected clients").comes_to_say("60 clients selected").await;
        let theirs = total(&server, &format!("csm_id={}", harness::seed::OTHER_CSM.id())).await;
        page.button("Assign").click().await;
        page.button(has(harness::seed::OTHER_CSM.name())).click().await;
        page.says(&format!("has {} clients.", 60 - theirs)).await;
        page.button("Undo").click().await;
        let query = format!("csm_id={}", harness::seed::OTHER_CSM.id());
        page.until("they are given back", async || (total(&server, &query).await == theirs).then_some(())).await;
    })
    .await;
}
