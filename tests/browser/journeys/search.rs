use harness::{driver::Viewport, seed::CSM};
use serde_json::json;
use thirtyfour::Key;

use crate::{
    page::{Page, has, journey},
    stage::{NAME, book, client_with_history},
};

const SEARCH: &str = "Search clients, contacts and notes";

async fn is_clean(page: &Page) {
    page.settles().await;
    let findings: Vec<String> = page.axe().await.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{findings:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_people_notes_and_misspelt_names_and_opens_them_where_they_are() {
    let server = book().await;
    let id = client_with_history(&server).await;
    let api = server.csm().await;
    let person = json!({"name": "Jürgen Sommerfeldt", "role": "CHAMPION", "title": "Head of logistics"});
    api.post(&format!("/clients/{id}/contacts")).json(&person).await.expect(201);
    let note = json!({"title": "Pricing talk", "content": "They are in a <b>quagmire</b> with procurement.", "note_type": "RISK"});
    api.post(&format!("/clients/{id}/notes")).json(&note).await.expect(201);
    journey("search_everything", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/").await;
        page.presses("/").await;
        page.says("Type the beginning of a client’s or contact’s name").await;
        is_clean(page).await;

        // A letter wrong, no accents, and Enter before the answer.
        let field = page.part("combobox", SEARCH);
        field.types("jurgen sommerfledt").await;
        page.presses_key(Key::Enter).await;
        page.address_has(&format!("/clients/{id}/contacts?contact=")).await;
        page.region("Contacts")
            .part("listitem", has("Jürgen Sommerfeldt"))
            .attribute_becomes("aria-current", "true")
            .await;

        page.presses("/").await;
        field.types("quagm").await;
        let found = page.part("group", "Notes").part("option", has("They are in a <b>quagmire</b>"));
        found.appears().await;
        is_clean(page).await;
        found.click().await;
        page.address_has(&format!("/clients/{id}/notes?note=")).await;
        page.region("The note you looked for").comes_to_say("They are in a <b>quagmire</b> with procurement.").await;
        page.link("Only the list").click().await;
        page.is_at(&format!("/clients/{id}/notes")).await;
        page.region("The note you looked for").goes().await;

        // What was opened is at hand, and several kinds stand beside each other.
        page.presses("/").await;
        page.part("group", "Contacts you opened").part("option", has("Jürgen Sommerfeldt")).appears().await;
        field.types("meridain").await;
        page.part("group", "Clients").part("option", has(NAME)).attribute_becomes("aria-selected", "true").await;
        page.presses_key(Key::Enter).await;
        page.is_at(&format!("/clients/{id}")).await;

        field.types("no such thing").await;
        page.says("Nothing found for “no such thing”").await;
        is_clean(page).await;
        page.presses_key(Key::Escape).await;
        field.holds("").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_fails_can_be_tried_again() {
    let server = book().await;
    journey("search_fails", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/").await;
        page.expects_failure("/search", 503);
        page.presses("/").await;
        server.database().stop_answering().await;
        page.part("combobox", SEARCH).types("cedar").await;
        let retry = page.any("search").button("Try again");
        retry.appears().await;
        server.database().answer_again().await;
        retry.click().await;
        page.part("group", "Clients").part("option", has("Cedar Logistics")).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_what_was_found_fits_the_window() {
    let server = book().await;
    journey("search_phone", &server, async |page| {
        page.resize(Viewport::NARROW_PHONE).await;
        page.signs_in(&CSM).await;
        page.button(SEARCH).click().await;
        page.part("combobox", SEARCH).types("metals").await;
        page.part("group", "Clients").part("option", has("Metals")).nth(0).appears().await;
        page.does_not_scroll_sideways().await;
        is_clean(page).await;
    })
    .await;
}
