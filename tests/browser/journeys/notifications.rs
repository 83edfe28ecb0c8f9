use api_types::notifications::MyAlertSettings;
use domain::notification::{Channel, Digest};
use harness::{
    Options, TestServer,
    seed::{ADMIN, CSM, Facts, Figures, VP},
    stand_in::StandIn,
};
use serde_json::{Value, json};

use crate::{
    page::{has, journey},
    stage::{NAME, client_with_history, server},
};

async fn risky(server: &TestServer, name: &str) {
    let figures = Figures { health: Some(64), churn: Some(88), ..Figures::default() };
    server.client(name).external_id(name).figures(figures).insert().await;
}

async fn sweep(server: &TestServer) {
    app::alerts::sweep(&server.context).await.expect("every client is looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_answered_by_a_call_which_moves_health() {
    let server = server().await;
    let id = client_with_history(&server).await;
    Facts::of(server.pool.clone(), id).unpaid_invoice(20).await;
    sweep(&server).await;
    journey("alerts_to_call", &server, async |page| {
        let api = server.csm().await;
        let relationship = async || -> Value {
            api.get(&format!("/clients/{id}/health")).await.expect(200).value()["components"]["relationship"].clone()
        };
        let before = relationship().await;
        page.signs_in(&CSM).await;
        page.open_and_settle("/alerts").await;
        let client = page.region(NAME);
        client.link("An invoice is 20 days past due").click().await;
        page.heading(NAME).appears().await;
        page.back().await;
        client.button("Log activity for An invoice is 20 days past due").click().await;
        page.part("dialog", "Log activity").button(has("Call")).click().await;
        let form = page.part("dialog", "Log activity");
        form.part("textbox", "Subject").fills("About the invoice").await;
        form.button("Save").click().await;
        page.is_told("“About the invoice” was logged").await;
        form.goes().await;
        client.comes_to_say("acknowledged by").await;
        server.run_jobs().await;
        assert_ne!(before, relationship().await, "the relationship score moved");
        page.open_and_settle(&format!("/clients/{id}/timeline")).await;
        page.part("list", "What happened").comes_to_say("About the invoice").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_is_told_comes_without_reloading_and_is_read() {
    let server = server().await;
    risky(&server, "Amber Foods").await;
    sweep(&server).await;
    journey("notifications", &server, async |page| {
        page.signs_in(&CSM).await;
        page.button("Notifications, 1 unread").click().await;
        page.link(has("Amber Foods: Churn risk is 88")).appears().await;
        let vp = server.vp().await;
        let note = json!({"content": "Look at this, @Cara Stone <b>now</b>"});
        vp.post("/clients/ext:Amber%20Foods/notes").json(&note).await.expect(201);
        page.link(has("Vera Lund mentioned you in a note about Amber Foods")).appears().await;
        page.says("@Cara Stone <b>now</b>").await;
        page.button("Mark all read").click().await;
        page.button("Notifications, 0 unread").appears().await;
        page.link(has("Vera Lund mentioned you")).click().await;
        page.heading("Amber Foods").appears().await;
        page.says("Look at this, @Cara Stone").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_sets_how_they_are_told() {
    let server = server().await;
    journey("settings_alerts", &server, async |page| {
        page.expects_failure("/config/alerts/mine", 422);
        page.signs_in(&CSM).await;
        page.open_and_settle("/settings/alerts").await;
        page.says("No e-mail is configured on this server").await;
        page.part("checkbox", "No contact: E-mail").click().await;
        page.part("combobox", "Summary by e-mail").types("Every morning").await;
        page.part("textbox", "Time zone").fills("Mars/Olympus").await;
        page.button("Save").click().await;
        page.says("Must be the name of a time zone").await;
        page.part("textbox", "Time zone").fills("Europe/Berlin").await;
        page.button("Save").click().await;
        page.is_told("Your notifications are set.").await;
        let set: MyAlertSettings = server.csm().await.get("/config/alerts/mine").await.ok();
        assert_eq!((set.digest, set.time_zone.as_str()), (Digest::Daily, "Europe/Berlin"));
        let changed: Vec<_> = set.rules.iter().filter(|rule| rule.is_changed).collect();
        assert_eq!(changed.len(), 1);
        assert!(changed[0].channels.contains(&Channel::Email));
        page.heading("Rules and thresholds").is_there_times(0).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaders_set_the_rules_and_one_client_has_its_own() {
    let server = server().await;
    risky(&server, "Amber Foods").await;
    journey("settings_rules", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/settings/alerts").await;
        page.part("spinbutton", "Threshold of Churn risk high, score").fills("90").await;
        page.button("Save rules").click().await;
        page.is_told("The rules are set.").await;
        page.button("As delivered: Churn risk high").appears().await;
        sweep(&server).await;
        let client: uuid::Uuid = sqlx::query_scalar("select id from client where name = 'Amber Foods'")
            .fetch_one(&server.pool)
            .await
            .expect("the client");
        page.open_and_settle(&format!("/clients/{client}")).await;
        page.part("complementary", "Alerts").comes_to_say("Nothing asks for an answer.").await;
        page.button("Mute or adjust").click().await;
        let form = page.part("dialog", "Alerts of this client");
        form.part("spinbutton", "Threshold of Churn risk high, score").fills("80").await;
        form.button("Save").click().await;
        page.is_told("The alerts of this client are set.").await;
        form.goes().await;
        sweep(&server).await;
        page.part("complementary", "Alerts").comes_to_say("Churn risk is 88").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_seen_and_sent_again() {
    let receiver = StandIn::smtp().await;
    receiver.behave(harness::stand_in::Manner::Answers(550));
    let url = format!("smtp://{}", receiver.address()).into();
    let mail =
        integrations::Smtp::new(&url, "Steward <steward@example.com>", integrations::PATIENCE).expect("a server");
    let outbound = app::notifications::Outbound {
        mail: Some(std::sync::Arc::new(mail)),
        chat: None,
        public_url: "https://steward.example.com".to_owned(),
    };
    let server = crate::stage::server_with(Options { outbound, ..Options::default() }).await;
    journey("deliveries", &server, async |page| {
        page.signs_in(&ADMIN).await;
        page.open_and_settle("/settings/alerts").await;
        page.says("E-mail goes out by SMTP.").await;
        page.button("Send me a test message").click().await;
        page.is_told("A message is on its way to you.").await;
        server.run_jobs().await;
        page.button("Read again").click().await;
        let list = page.region("Deliveries");
        list.comes_to_say("Given up").await;
        list.comes_to_say("550").await;
        receiver.behave(harness::stand_in::Manner::Takes);
        list.button("Send again: Test message to Adam Voss").click().await;
        page.is_told("It is tried again now.").await;
        server.run_jobs().await;
        page.button("Read again").click().await;
        list.comes_to_say("sent").await;
        assert_eq!(receiver.received().len(), 1);
    })
    .await;
}
