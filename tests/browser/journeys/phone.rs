use harness::{driver::Viewport, seed::CSM};
use thirtyfour::Key;

use crate::{
    page::{has, journey},
    stage::{NAME, book, client_with_history},
};

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_the_narrowest_phone() {
    let server = book().await;
    let id = client_with_history(&server).await;
    journey("phone_widths", &server, async |page| {
        page.resize(Viewport::NARROW_PHONE).await;
        page.open_and_settle("/login").await;
        page.does_not_scroll_sideways().await;
        page.signs_in(&CSM).await;
        for address in ["/", "/?view=at-risk&health_status=CRITICAL", "/settings/sessions", "/nothing"] {
            page.open_and_settle(address).await;
            page.does_not_scroll_sideways().await;
        }
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.does_not_scroll_sideways().await;
        page.button("Edit").click().await;
        page.part("dialog", has(NAME)).button("Save").appears().await;
        page.does_not_scroll_sideways().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sidebar_is_a_drawer_and_the_table_a_list_of_cards() {
    let server = book().await;
    journey("phone_drawer", &server, async |page| {
        page.resize(Viewport::NARROW_PHONE).await;
        page.signs_in(&CSM).await;
        page.any("table").goes().await;
        page.region("Clients").part("listitem", has("Cedar")).nth(0).appears().await;

        let drawer = page.part("dialog", "Menu");
        drawer.goes().await;
        page.button("Menu").click().await;
        drawer.link("Settings").appears().await;
        page.presses_key(Key::Escape).await;
        drawer.goes().await;
        assert_eq!(page.focused().await, "Menu", "closing returns the focus");

        page.button("Menu").click().await;
        drawer.button("Close menu").click().await;
        drawer.goes().await;

        page.button("Menu").click().await;
        drawer.link("Settings").click().await;
        drawer.goes().await;
        page.part("navigation", "Settings").link("Sessions").click().await;
        page.is_at("/settings/sessions").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_lies_over_the_top_bar_and_menus_stay_inside_the_window() {
    let server = book().await;
    journey("phone_search", &server, async |page| {
        page.resize(Viewport::NARROW_PHONE).await;
        page.signs_in(&CSM).await;
        let opener = page.button("Search clients, contacts and notes");
        opener.click().await;
        let field = page.part("combobox", "Search clients, contacts and notes");
        field.types("Cedar").await;
        page.part("listbox", "Found").part("group", "Clients").part("option", has("Cedar")).nth(0).appears().await;
        page.does_not_scroll_sideways().await;
        page.presses_key(Key::Escape).await;
        field.goes().await;
        opener.attribute_becomes("aria-expanded", "false").await;

        for menu in ["Status", "Industry", "Lifecycle"] {
            page.button(has(menu)).nth(0).click().await;
            page.part("group", menu).appears().await;
            page.does_not_scroll_sideways().await;
            page.presses_key(Key::Escape).await;
        }

        opener.click().await;
        field.types("Cedar").await;
        page.part("option", has("Cedar")).nth(0).click().await;
        page.address_has("/clients/").await;
        field.goes().await;
    })
    .await;
}
