use api_types::{clients::ClientListItem, page::Page as List};
use harness::{TestServer, seed::VP};
use thirtyfour::Key;

use crate::{
    page::{Page, has, journey},
    stage::book,
};

async fn total(server: &TestServer, query: &str) -> i64 {
    let page: List<ClientListItem> = server.vp().await.get(&format!("/clients?{query}")).await.ok();
    page.pagination.total
}

async fn shows(page: &Page, total: i64) {
    page.says(&format!("of {total} Rows")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_by_status_tier_and_tag_narrow_the_list_and_the_address() {
    let server = book().await;
    let critical = total(&server, "health_status=CRITICAL").await;
    let critical_or_low = total(&server, "health_status=CRITICAL,AT_RISK").await;
    let enterprise = total(&server, "health_status=CRITICAL,AT_RISK&contract_tier=ENTERPRISE").await;
    let pilots = total(&server, "health_status=CRITICAL,AT_RISK&contract_tier=ENTERPRISE&tags=pilot").await;
    assert!(critical < critical_or_low && enterprise < critical_or_low && pilots < enterprise && pilots > 0);
    journey("portfolio_filters", &server, async |page| {
        page.signs_in(&VP).await;
        page.button("Status").click().await;
        page.part("checkbox", "Critical").click().await;
        page.is_at("/?health_status=CRITICAL").await;
        shows(page, critical).await;
        page.part("checkbox", "At risk").click().await;
        page.is_at("/?health_status=CRITICAL,AT_RISK").await;
        shows(page, critical_or_low).await;
        page.presses_key(Key::Escape).await;
        page.part("checkbox", "Critical").goes().await;

        page.button("Tier").click().await;
        page.part("checkbox", "Enterprise").click().await;
        shows(page, enterprise).await;
        page.presses_key(Key::Escape).await;
        page.button("Tags").click().await;
        page.part("checkbox", has("pilot")).click().await;
        shows(page, pilots).await;
        page.is_at("/?health_status=CRITICAL,AT_RISK&contract_tier=ENTERPRISE&tags=pilot").await;
        page.presses_key(Key::Escape).await;

        let chips = page.part("list", "Active filters");
        chips.any("listitem").is_there_times(4).await;
        chips.button("Remove Tag pilot").click().await;
        shows(page, enterprise).await;
        page.button("Clear all").click().await;
        page.is_at("/").await;
        page.says("of 60").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_nobody_fits_say_what_to_do() {
    let server = book().await;
    journey("portfolio_nothing", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/?q=Nobody%20of%20this%20name").await;
        page.says("No client matches").await;
        page.button("Clear filters").click().await;
        page.is_at("/").await;
        page.says("1–25 of 60").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_columns_stay_chosen() {
    let server = book().await;
    journey("portfolio_columns", &server, async |page| {
        page.signs_in(&VP).await;
        page.part("columnheader", "Tags").goes().await;
        page.button("Columns").click().await;
        page.part("checkbox", "Tags").click().await;
        page.part("columnheader", "Tags").appears().await;
        page.reload().await;
        page.part("columnheader", "Tags").appears().await;
    })
    .await;
}
