use harness::seed::{CSM, PASSWORD};
use thirtyfour::Key;

use crate::{
    page::{Page, has, journey},
    stage::{NAME, book, client_with_history},
};

/// Presses Tab until the focus is on something; on the way it must be seen everywhere.
async fn tabs_to(page: &Page, wanted: &str) {
    for _ in 0..60 {
        press(page, Key::Tab).await;
        let focused = page.focused().await;
        page.shows_the_focus().await;
        if focused == wanted {
            return;
        }
    }
    panic!("Tab does not lead to “{wanted}”");
}

async fn press(page: &Page, key: Key) {
    page.presses_key(key).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sign_in_to_a_client_and_back_without_a_mouse() {
    let server = book().await;
    let id = client_with_history(&server).await;
    journey("keyboard_only", &server, async |page| {
        page.open("/login").await;
        page.field("Email address").appears().await;
        page.settles().await;
        if page.focused().await != "Email address" {
            tabs_to(page, "Email address").await;
        }
        page.presses(CSM.email).await;
        tabs_to(page, "Password").await;
        page.presses(PASSWORD).await;
        press(page, Key::Enter).await;
        page.is_at("/").await;
        page.button("Status").appears().await;
        page.settles().await;

        tabs_to(page, "Status").await;
        press(page, Key::Enter).await;
        tabs_to(page, "Critical").await;
        press(page, Key::Space).await;
        page.is_at("/?health_status=CRITICAL").await;
        press(page, Key::Escape).await;
        page.part("checkbox", "Critical").goes().await;
        assert_eq!(page.focused().await, "Status 1", "closing returns the focus");
        press(page, Key::Space).await;
        tabs_to(page, "Critical").await;
        press(page, Key::Space).await;
        page.is_at("/").await;
        press(page, Key::Escape).await;

        tabs_to(page, "Filter by name").await;
        page.presses("Meridian").await;
        page.is_at("/?q=Meridian").await;
        page.link(NAME).appears().await;
        page.settles().await;
        tabs_to(page, NAME).await;
        press(page, Key::Enter).await;
        page.is_at(&format!("/clients/{id}")).await;
        page.heading(NAME).appears().await;
        page.settles().await;
        tabs_to(page, "Edit").await;
        press(page, Key::Enter).await;
        page.part("dialog", has(NAME)).appears().await;
        press(page, Key::Escape).await;
        page.part("dialog", has(NAME)).goes().await;
        assert_eq!(page.focused().await, "Edit", "the dialog gives the focus back");

        page.back().await;
        page.is_at("/?q=Meridian").await;
        page.link(NAME).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_opens_a_client_from_anywhere() {
    let server = book().await;
    journey("keyboard_search", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/settings/sessions").await;
        page.presses("/").await;
        assert_eq!(page.focused().await, "Search clients, contacts and notes", "the shortcut leads to the search");
        page.presses("cedar").await;
        page.part("option", has("Cedar Logistics")).attribute_becomes("aria-selected", "true").await;
        press(page, Key::Down).await;
        page.part("option", has("Cedar Media")).attribute_becomes("aria-selected", "true").await;
        press(page, Key::Enter).await;
        page.heading("Cedar Media").appears().await;

        page.presses("/").await;
        page.presses("no such client").await;
        page.says("Nothing found for “no such client”").await;
        press(page, Key::Escape).await;
        page.part("combobox", "Search clients, contacts and notes").holds("").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arrows_move_between_clients_and_the_first_tab_skips_to_the_content() {
    let server = book().await;
    journey("keyboard_rows", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/").await;
        press(page, Key::Tab).await;
        assert_eq!(page.focused().await, "Skip to content");
        page.shows_the_focus().await;
        press(page, Key::Enter).await;

        let rows = page.row_links().await;
        tabs_to(page, &rows[0]).await;
        press(page, Key::Down).await;
        assert_eq!(page.focused().await, rows[1]);
        press(page, Key::End).await;
        assert_eq!(page.focused().await, rows[24]);
        page.shows_the_focus().await;
        press(page, Key::Home).await;
        press(page, Key::Enter).await;
        page.heading(rows[0].as_str()).appears().await;
    })
    .await;
}
