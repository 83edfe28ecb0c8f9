use harness::{
    TestServer,
    seed::{CSM, Figures, VP_SALES},
};
use thirtyfour::Key;

use crate::{
    page::{Page, has, journey},
    stage::server,
};

async fn risky(server: &TestServer, name: &str, arr: i64) {
    let figures = Figures { health: Some(64), churn: Some(88), ..Figures::default() };
    server.client(name).arr(arr).figures(figures).insert().await;
}

async fn sweep(server: &TestServer) {
    app::alerts::sweep(&server.context).await.expect("every client is looked at");
}

async fn tabs_to(page: &Page, wanted: &str) {
    for _ in 0..60 {
        page.presses_key(Key::Tab).await;
        if page.focused().await == wanted {
            return;
        }
    }
    panic!("Tab does not lead to “{wanted}”");
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_are_triaged_by_keyboard_and_come_without_reloading() {
    let server = server().await;
    for (name, arr) in [("Amber Foods", 300_000), ("Birch Media", 200_000), ("Cedar Metals", 100_000)] {
        risky(&server, name, arr).await;
    }
    sweep(&server).await;
    journey("alerts", &server, async |page| {
        page.signs_in(&CSM).await;
        page.part("navigation", "Main").link(has("3 new")).click().await;
        page.is_at("/alerts").await;
        let inbox = page.region("Inbox");
        inbox.any("listitem").is_there_times(3).await;
        page.settles().await;

        tabs_to(page, "Amber Foods").await;
        tabs_to(page, "Churn risk is 88").await;
        page.presses("a").await;
        page.is_told("Acknowledged: Churn risk is 88 at Amber Foods").await;
        page.region("Amber Foods").comes_to_say("acknowledged by").await;
        assert_eq!(page.focused().await, "Churn risk is 88", "the focus stays on the alert");
        page.part("navigation", "Main").link(has("2 new")).appears().await;

        page.presses_key(Key::Down).await;
        page.presses("s").await;
        page.is_told("Snoozed for a day: Churn risk is 88 at Birch Media").await;
        inbox.any("listitem").is_there_times(2).await;
        assert_eq!(page.focused().await, "Churn risk is 88", "the focus goes on to the next alert");
        page.button("Undo").nth(1).click().await;
        page.region("Birch Media").appears().await;
        page.is_told("Taken back.").await;

        risky(&server, "Dune Software", 400_000).await;
        sweep(&server).await;
        page.region("Dune Software").appears().await;
        inbox.any("listitem").is_there_times(4).await;

        page.part("navigation", "Alerts shown").link("Snoozed").click().await;
        page.is_at("/alerts?show=snoozed").await;
        page.says("Nothing is put off").await;
        page.back().await;
        page.region("Dune Software").link("Churn risk is 88").click().await;
        page.heading("Dune Software").appears().await;
        page.part("complementary", "Alerts").comes_to_say("Churn risk is 88").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_answer_sees_alerts_without_buttons() {
    let server = server().await;
    risky(&server, "Amber Foods", 300_000).await;
    sweep(&server).await;
    journey("alerts_read_only", &server, async |page| {
        page.signs_in(&VP_SALES).await;
        page.open_and_settle("/alerts").await;
        page.region("Amber Foods").comes_to_say("88%").await;
        page.button(has("Acknowledge")).is_there_times(0).await;
        page.button("Severity").click().await;
        page.part("checkbox", "Low").click().await;
        page.is_at("/alerts?severity=LOW").await;
        page.says("No alert matches").await;
    })
    .await;
}
