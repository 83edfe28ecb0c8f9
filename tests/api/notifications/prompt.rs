use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use app::notifications::Outbound;
use harness::{
    Options, TestServer, eventually, spawn_with,
    stand_in::{Manner, StandIn},
};
use serde_json::json;

use super::{LONG, PUBLIC, slack, smtp, told};
use crate::alerts::risky;

/// What people may wait for at most (metrics.md §15: changed input to notification).
const BAR: Duration = Duration::from_secs(30);

/// A server with workers of its own, whose rule goes to mail and room, and does not hold yet.
async fn working(mail: &StandIn, room: &StandIn) -> TestServer {
    let outbound = Outbound {
        chat: Some(Arc::new(slack(room))),
        public_url: PUBLIC.to_owned(),
        ..smtp(&format!("smtp://{}", mail.address()), LONG)
    };
    let configure = |config: &mut server::config::Config| {
        config.worker_concurrency = Some(1);
        config.database_connections = 12;
    };
    let server = spawn_with(Options { outbound, configure, ..Options::default() }).await;
    set_threshold(&server, 1, 95).await;
    server
}

async fn set_threshold(server: &TestServer, version: i32, threshold: i32) {
    let rule = json!({"threshold": threshold, "channels": ["IN_APP", "EMAIL", "SLACK"]});
    let body = json!({"rules": {"CHURN_RISK_HIGH": rule}});
    let put = server.vp().await.put("/config/alerts").if_match(&format!("\"v{version}\"")).json(&body);
    put.await.expect(200);
}

#[tokio::test]
async fn from_the_trigger_to_app_mail_and_room_it_takes_far_less_than_half_a_minute() {
    let (mail, room) = (StandIn::smtp().await, StandIn::http().await);
    let server = working(&mail, &room).await;
    risky(&server, "Acme", 85).await;
    let csm = server.csm().await;
    let mut events = csm.get("/events").listen().await;
    let begun = Instant::now();
    set_threshold(&server, 2, 80).await;
    let in_app = loop {
        let (name, data) = events.next().await.expect("the stream goes on");
        if name == "notifications" && data["unread"] == 1 {
            break begun.elapsed();
        }
    };
    eventually("a mail", || async { (mail.received().len() == 1).then_some(()) }).await;
    let by_mail = begun.elapsed();
    eventually("a post", || async { (room.received().len() == 1).then_some(()) }).await;
    let in_room = begun.elapsed();
    println!("trigger to app {in_app:?}, to mail {by_mail:?}, to room {in_room:?}");
    assert!(in_app.max(by_mail).max(in_room) < BAR, "{in_app:?} {by_mail:?} {in_room:?}");
}

#[tokio::test]
async fn a_mail_server_that_hangs_holds_up_neither_the_room_nor_the_engine() {
    let (mail, room) = (StandIn::smtp().await, StandIn::http().await);
    mail.behave(Manner::Hangs);
    let server = working(&mail, &room).await;
    risky(&server, "Acme", 85).await;
    set_threshold(&server, 2, 80).await;
    eventually("somebody waits for the mail server", || async { (mail.connections() > 0).then_some(()) }).await;
    // The engine's one worker is free: another alert is raised, told and posted.
    risky(&server, "Beta", 85).await;
    set_threshold(&server, 3, 81).await;
    let csm = server.csm().await;
    eventually("both are told", || async { (told(&csm).await.len() == 2).then_some(()) }).await;
    eventually("both are posted", || async { (room.received().len() == 2).then_some(()) }).await;
    assert!(mail.received().is_empty());
}
