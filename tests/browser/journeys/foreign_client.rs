use harness::seed::{CSM, OTHER_CSM};

use crate::{
    page::journey,
    stage::{NAME, client_with_history, server},
};

/// Every answer has another request id.
fn without_request_id(text: String) -> String {
    match text.split_once("Request ") {
        None => text,
        Some((before, after)) => format!("{before}{}", after.split_once(' ').map_or("", |(_, rest)| rest)),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anothers_client_looks_like_one_that_does_not_exist() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("foreign_client", &server, async |page| {
        page.expects_failure("/overview", 404);
        page.signs_in(&OTHER_CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        let foreign = without_request_id(page.any("main").says().await);
        page.open_and_settle("/clients/01931b6e-0000-7000-8000-000000000009").await;
        let unknown = without_request_id(page.any("main").says().await);
        assert_eq!(foreign, unknown, "they cannot be told apart");
        assert!(!foreign.contains(NAME) && foreign.contains("no such"), "{foreign}");
        page.link("Open the portfolio").click().await;
        page.is_at("/").await;
    })
    .await;
    journey("own_client", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open(&format!("/clients/{id}")).await;
        page.heading(NAME).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_lead_nowhere_say_so() {
    let server = server().await;
    journey("unknown_page", &server, async |page| {
        page.signs_in(&CSM).await;
        for address in ["/nothing/here", "/clients/not-an-id"] {
            page.open_and_settle(address).await;
            page.says("There is no such page").await;
        }
        page.link("Open the portfolio").click().await;
        page.is_at("/").await;
    })
    .await;
}
