use std::sync::Arc;

use app::notifications::Outbound;
use chrono::Duration;
use domain::notification::{Channel, DeliveryState};
use harness::{
    TestServer,
    stand_in::{Manner, StandIn},
};
use serde_json::{Value, json};

use super::{PUBLIC, delivery, send, sending, slack};
use crate::alerts::{risky, sweep};

async fn with_room(receiver: &StandIn) -> TestServer {
    let outbound = Outbound { mail: None, chat: Some(Arc::new(slack(receiver))), public_url: PUBLIC.to_owned() };
    let server = sending(outbound).await;
    let rules = json!({"rules": {"CHURN_RISK_HIGH": {"channels": ["IN_APP", "SLACK"]}}});
    server.vp().await.put("/config/alerts").if_match("\"v1\"").json(&rules).await.expect(200);
    server
}

#[tokio::test]
async fn a_rule_that_goes_to_the_room_is_posted_once_for_everyone() {
    let receiver = StandIn::http().await;
    let server = with_room(&receiver).await;
    let acme = risky(&server, "Acme <!channel> & *co*", 85).await;
    sweep(&server).await;
    send(&server).await;
    let posted = receiver.received();
    assert_eq!(posted.len(), 1);
    let sent = delivery(&server).await;
    assert_eq!((sent.channel, sent.recipient.is_none(), sent.state), (Channel::Slack, true, DeliveryState::Sent));
    assert_eq!(posted[0].header("idempotency-key"), sent.id.to_string());
    let body: Value = serde_json::from_str(&posted[0].body).expect("JSON");
    let text = body["blocks"][0]["text"]["text"].as_str().expect("text");
    assert!(text.contains("&lt;!channel&gt; &amp;") && !text.contains("<!channel>"), "{text}");
    assert!(text.contains(&format!("<{PUBLIC}/clients/{}|Open the client>", acme.id)), "{text}");
}

#[tokio::test]
async fn a_room_that_is_busy_is_left_alone_as_long_as_it_asks() {
    let receiver = StandIn::http().await;
    let server = with_room(&receiver).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    for (manner, wait) in [
        (Manner::Later(429, 1800), Duration::minutes(30)),
        (Manner::Answers(500), Duration::minutes(5)),
        (Manner::Hangs, Duration::minutes(15)),
        // Somebody revoked the webhook; somebody may make another one.
        (Manner::Answers(404), Duration::hours(1)),
    ] {
        receiver.behave(manner);
        let now = server.now();
        send(&server).await;
        let (state, next, error): (String, chrono::DateTime<chrono::Utc>, String) =
            sqlx::query_as("select state, next_attempt_at, last_error from notification_delivery")
                .fetch_one(&server.pool)
                .await
                .expect("the delivery");
        assert_eq!((state.as_str(), next), ("FAILED", now + wait), "{manner:?}: {error}");
        assert!(!error.contains("secret-of-tests") && !error.contains("http://"), "{error}");
        server.advance(wait);
    }
    receiver.behave(Manner::Answers(400));
    send(&server).await;
    let state: String =
        sqlx::query_scalar("select state from notification_delivery").fetch_one(&server.pool).await.expect("a state");
    assert_eq!(state, "GAVE_UP", "a message that is wrong stays wrong");
}

#[tokio::test]
async fn one_client_can_be_kept_out_of_the_room() {
    let receiver = StandIn::http().await;
    let server = with_room(&receiver).await;
    risky(&server, "Acme", 85).await;
    let body = json!({"rules": {"CHURN_RISK_HIGH": {"channels": ["IN_APP"]}}});
    let csm = server.csm().await;
    csm.put("/clients/ext:Acme/alert-settings").if_match("\"v0\"").json(&body).await.expect(200);
    sweep(&server).await;
    send(&server).await;
    assert!(receiver.received().is_empty());
    assert_eq!(super::told(&csm).await.len(), 1);
}
