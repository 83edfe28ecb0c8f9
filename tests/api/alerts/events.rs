use std::time::Duration;

use harness::{
    Options, TestServer,
    seed::{self, Figures},
    spawn, spawn_with,
};
use serde_json::Value;
use tokio::time::{Instant, timeout};

use super::{ANY, only, risky, sweep};

const SOON: Duration = Duration::from_secs(20);
/// A message is on its way for a moment.
const SLACK: Duration = Duration::from_millis(500);

async fn next(events: &mut harness::Events) -> Value {
    loop {
        let (name, counts) = timeout(SOON, events.next()).await.expect("an event in time").expect("the stream goes on");
        match name.as_str() {
            "alerts" => return counts,
            // What oneself was told comes with every message.
            "notifications" => assert!(counts["unread"].is_i64(), "{counts}"),
            other => panic!("{other} is no event"),
        }
    }
}

/// Who hears of whose clients is told beside `app::live`, where nobody has to wait for silence.
#[tokio::test]
async fn a_watcher_hears_of_changes_on_any_replica_and_counts_its_own_clients_only() {
    let server = spawn_with(Options::configured(|config| config.api.events_every = Duration::from_millis(20))).await;
    let replica = server.replica().await;
    let csm = server.csm().await.at(&replica.origin);
    let other = server.other_csm().await.at(&replica.origin);
    let (mut mine, mut theirs) = (csm.get("/events").listen().await, other.get("/events").listen().await);
    assert_eq!(next(&mut mine).await["new"], 0);
    assert_eq!(next(&mut theirs).await["new"], 0);

    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    heard(&mut mine, 1).await;
    // The next change is theirs: whatever they hear until then, they count no alert of another book.
    let figures = Figures { health: Some(70), churn: Some(85), ..Figures::default() };
    server.client("Beta").csm(seed::OTHER_CSM).figures(figures).insert().await;
    sweep(&server).await;
    loop {
        match next(&mut theirs).await["new"].as_i64() {
            Some(0) => {}
            Some(1) => break,
            other => panic!("another book is counted: {other:?}"),
        }
    }
    assert_eq!(only(&other, ANY).await.client_name, "Beta");
}

/// Waits until the counter says so.
async fn heard(events: &mut harness::Events, new: i64) {
    while next(events).await["new"] != new {}
}

#[tokio::test]
async fn changes_in_quick_succession_are_told_together() {
    const EVERY: Duration = Duration::from_secs(3);
    let server = spawn_with(Options::configured(|config| config.api.events_every = EVERY)).await;
    let csm = server.csm().await;
    let mut events = csm.get("/events").listen().await;
    assert_eq!(next(&mut events).await["new"], 0);
    // What one begins with is no change: the first one comes at once.
    let mut quiet_until = Instant::now();
    risky(&server, "Acme", 85).await;
    risky(&server, "Beta", 85).await;
    let begun = Instant::now();
    sweep(&server).await;
    loop {
        let counts = next(&mut events).await;
        let told = Instant::now();
        assert!(told + SLACK >= quiet_until, "the next ones wait");
        let earliest = quiet_until.max(begun);
        quiet_until = told + EVERY;
        if counts["new"] == 2 {
            assert!(told < earliest + EVERY, "the first change after quiet comes at once");
            break;
        }
        // The server may begin to listen only now, and says so as a change.
        assert_eq!(counts["new"], 0);
    }
    for alert in super::alerts(&csm, ANY).await {
        csm.put(&format!("/alerts/{}/acknowledge", alert.id)).await.expect(200);
    }
    let counts = next(&mut events).await;
    assert!(Instant::now() + SLACK >= quiet_until, "the next ones wait");
    assert_eq!((counts["new"].clone(), counts["acknowledged"].clone()), (0.into(), 2.into()), "and come together");
}

#[tokio::test]
async fn a_stream_holds_no_connection_and_ends_with_the_session_and_the_server() {
    let mut server: TestServer = spawn().await;
    let csm = server.csm().await;
    let mut streams = vec![];
    // Twice as many as the server has connections.
    for _ in 0..10 {
        let mut events = csm.get("/events").listen().await;
        next(&mut events).await;
        streams.push(events);
    }
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    only(&csm, ANY).await;

    let token: api_types::auth::AccessToken = server.log_in(seed::VP.email, seed::PASSWORD).await.ok();
    let vp = server.anonymous().with_token(token.access_token);
    let mut ending = vp.get("/events").listen().await;
    next(&mut ending).await;
    let session = vp.get("/auth/me").await.value()["session_id"].as_str().expect("a session").to_owned();
    vp.delete(&format!("/auth/sessions/{session}")).await.expect(204);
    let ended = timeout(SOON, async { while ending.next().await.is_some() {} }).await;
    assert!(ended.is_ok(), "the stream outlives its session");

    let stopping = Instant::now();
    server.stop().await;
    assert!(stopping.elapsed() < Duration::from_secs(8), "the streams keep the server from stopping");
}
