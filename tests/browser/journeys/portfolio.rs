use api_types::{analytics::PortfolioSummary, clients::ClientListItem, page::Page as List};
use harness::seed::{CSM, VP};
use thirtyfour::Key;

use crate::{
    page::{has, journey},
    stage::book,
};

#[tokio::test(flavor = "multi_thread")]
async fn cards_and_tabs_show_the_figures_of_the_api() {
    let server = book().await;
    let summary: PortfolioSummary = server.vp().await.get("/analytics/portfolio").await.ok();
    journey("portfolio_cards", &server, async |page| {
        page.signs_in(&VP).await;
        let cards = page.region("Key figures");
        let figures = [
            ("Clients", &summary.clients),
            ("At risk", &summary.at_risk_clients),
            ("Average health", &summary.average_health),
            ("ARR at risk", &summary.arr_at_risk),
        ];
        let said = cards.says().await;
        for (label, figure) in figures {
            assert!(said.contains(label) && said.contains(&figure.display), "{label} {}: {said}", figure.display);
        }
        for view in &summary.views {
            let tab = page.part("navigation", "Views").link(has(view.clients.to_string()));
            tab.appears().await;
        }
        cards.link("At risk").click().await;
        page.is_at("/?view=at-risk").await;
        page.says(&format!("of {}", summary.at_risk_clients.display)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_csm_sees_the_own_book_and_a_vp_everybodys() {
    let server = book().await;
    journey("portfolio_scope", &server, async |page| {
        page.signs_in(&CSM).await;
        page.says("1–25 of 40").await;
        page.button("Status").appears().await;
        assert_eq!(page.button("CSM").all().await.len(), 1, "only the column's header is called CSM");
        page.button(has("your account")).click().await;
        page.button("Sign out").click().await;
        page.is_at("/login").await;

        page.signs_in(&VP).await;
        page.says("1–25 of 60").await;
        assert_eq!(page.button("CSM").all().await.len(), 2, "a filter, and the column's header");
        page.button("CSM").nth(0).click().await;
        page.part("checkbox", has("Otto Berg")).click().await;
        page.says("1–20 of 20").await;
        page.address_has("csm_id=").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_available_says_why() {
    let server = book().await;
    journey("portfolio_not_available", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/?q=Amber%20Foods").await;
        let missing = page.part("row", has("Amber Foods")).button("N/A").nth(0);
        missing.click().await;
        page.part("tooltip", "There are too few inputs.").appears().await;
        page.presses_key(Key::Escape).await;
        page.part("tooltip", "There are too few inputs.").goes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sorts_pages_and_searches_by_address_and_back_restores_them() {
    let server = book().await;
    let by_arr: List<ClientListItem> =
        server.vp().await.get("/clients?sort=-annual_recurring_revenue&limit=25&page=2").await.ok();
    let names: Vec<&str> = by_arr.data.iter().map(|client| client.name.as_str()).collect();
    journey("portfolio_address", &server, async |page| {
        page.signs_in(&VP).await;
        page.button("ARR").click().await;
        page.is_at("/?sort=-annual_recurring_revenue").await;
        page.part("columnheader", has("ARR")).attribute_becomes("aria-sort", "descending").await;
        page.button("Next").click().await;
        page.is_at("/?sort=-annual_recurring_revenue&page=2").await;
        page.says("26–50 of 60").await;
        page.link(names[0]).appears().await;
        assert_eq!(page.row_links().await, names, "the rows and their order are those of the API");

        page.part("searchbox", "Filter by name").types("Cedar").await;
        page.is_at("/?q=Cedar&sort=-annual_recurring_revenue").await;
        page.says("1–6 of 6").await;

        page.back().await;
        page.is_at("/?sort=-annual_recurring_revenue&page=2").await;
        page.says("26–50 of 60").await;
        page.part("searchbox", "Filter by name").holds("").await;
        assert_eq!(page.row_links().await, names, "Back brings the same rows");

        page.reload().await;
        page.says("26–50 of 60").await;
        page.settles().await;
        assert_eq!(page.row_links().await, names, "a link reproduces the view");

        page.back().await;
        page.back().await;
        page.is_at("/").await;
        page.says("1–25 of 60").await;
    })
    .await;
}
