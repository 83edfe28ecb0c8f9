use harness::seed::VP;

use crate::{
    page::{has, journey},
    stage::{NAME, book, client_with_history, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn list_that_cannot_be_read_says_so_and_the_rest_of_the_page_stays() {
    let server = book().await;
    journey("errors_list", &server, async |page| {
        page.expects_failure("/clients", 503);
        page.signs_in(&VP).await;
        let cards = page.region("Key figures").says().await;
        server.database().stop_answering().await;
        page.part("navigation", "Views").link(has("At risk")).click().await;
        let panel = page.region("Clients").any("alert");
        panel.comes_to_say("Request").await;
        assert_eq!(page.region("Key figures").says().await, cards, "the cards stay");
        page.button("Status").appears().await;

        panel.button("Try again").click().await;
        page.settles().await;
        panel.appears().await;

        server.database().answer_again().await;
        panel.button("Try again").click().await;
        page.link("Cedar Foods").appears().await;
        panel.goes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn client_that_cannot_be_read_again_keeps_what_was_read() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("errors_client", &server, async |page| {
        page.expects_failure("/health/refresh", 503);
        page.expects_failure("/overview", 503);
        page.expects_failure("/auth/refresh", 503);
        page.signs_in(&VP).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        server.database().stop_answering().await;
        page.button("Refresh score").click().await;
        page.is_told("The score was not computed again.").await;
        page.heading(NAME).appears().await;

        page.reload().await;
        let panel = page.any("main").any("alert");
        panel.comes_to_say("Request").await;
        server.database().answer_again().await;
        panel.button("Try again").click().await;
        page.heading(NAME).appears().await;
    })
    .await;
}
