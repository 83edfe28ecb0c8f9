use chrono::{DateTime, Duration, Utc};
use harness::{Options, TestServer, seed::days_ago, spawn_with, stand_in::StandIn};
use serde_json::json;

use super::{mail_to, send, told};
use crate::alerts::{risky, sweep};

/// Half past nine in the evening in Berlin.
fn evening() -> DateTime<Utc> {
    days_ago(0).and_hms_opt(20, 30, 0).expect("a time").and_utc()
}

async fn at_night(receiver: &StandIn) -> TestServer {
    let outbound = mail_to(receiver.address());
    let server = spawn_with(Options { now: evening(), outbound, ..Options::default() }).await;
    let body = json!({
        "mentions_by_email": true, "time_zone": "Europe/Berlin", "digest": "OFF",
        "quiet_hours": {"from": "20:00:00", "until": "07:00:00"},
    });
    server.csm().await.put("/config/alerts/mine").if_match("\"v0\"").json(&body).await.expect(200);
    server
}

#[tokio::test]
async fn at_night_the_row_is_there_and_the_mail_waits_for_the_morning() {
    let receiver = StandIn::smtp().await;
    let server = at_night(&receiver).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    assert_eq!(told(&server.csm().await).await.len(), 1, "the row is there");
    send(&server).await;
    assert!(receiver.received().is_empty());
    let due: DateTime<Utc> = sqlx::query_scalar("select next_attempt_at from notification_delivery")
        .fetch_one(&server.pool)
        .await
        .expect("a delivery");
    let morning = due.with_timezone(&chrono_tz::Europe::Berlin);
    assert_eq!(morning.format("%H:%M").to_string(), "07:00");
    assert!(due - server.now() < Duration::hours(13));
    server.advance(due - server.now());
    send(&server).await;
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn what_is_critical_rings_at_night() {
    let receiver = StandIn::smtp().await;
    let server = at_night(&receiver).await;
    server.client("Gone").churned(days_ago(2)).insert().await;
    sweep(&server).await;
    send(&server).await;
    let mails = receiver.received();
    // Whose client it was, and both leaders.
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().any(|mail| mail.head.contains("cara@test.example")));
}
