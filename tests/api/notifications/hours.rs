use chrono::{DateTime, Duration, Utc};
use harness::{
    Options, TestServer,
    seed::days_ago,
    spawn_with,
    stand_in::{Manner, StandIn},
};
use serde_json::json;

use super::{mail_to, send, told};
use crate::alerts::{risky, sweep};

/// Half past nine in the evening in Berlin.
fn evening() -> DateTime<Utc> {
    days_ago(0).and_hms_opt(20, 30, 0).expect("a time").and_utc()
}

async fn at_night(receiver: &StandIn) -> TestServer {
    at(receiver, evening()).await
}

/// When the one delivery there is goes out.
async fn due(server: &TestServer) -> DateTime<Utc> {
    let due = sqlx::query_scalar("select next_attempt_at from notification_delivery");
    due.fetch_one(&server.pool).await.expect("a delivery")
}

async fn at(receiver: &StandIn, now: DateTime<Utc>) -> TestServer {
    let outbound = mail_to(receiver.address());
    let server = spawn_with(Options { now, outbound, ..Options::default() }).await;
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
    let due = due(&server).await;
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

#[tokio::test]
async fn what_fails_in_the_evening_is_not_tried_at_night() {
    let receiver = StandIn::smtp().await;
    // Noon, when nothing is quiet; the receiver is away until the seventh try, which would fall into the night.
    let server = at(&receiver, evening() - Duration::hours(9)).await;
    receiver.behave(Manner::Answers(451));
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    for _ in 0..6 {
        send(&server).await;
        let due = due(&server).await;
        server.advance(due - server.now());
    }
    let morning = server.now().with_timezone(&chrono_tz::Europe::Berlin);
    assert_eq!(morning.format("%H:%M").to_string(), "07:00", "{morning}");
    receiver.behave(Manner::Takes);
    send(&server).await;
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn a_summary_waits_until_the_quiet_hours_are_over() {
    let receiver = StandIn::smtp().await;
    let outbound = mail_to(receiver.address());
    let night = days_ago(0).and_hms_opt(4, 0, 0).expect("a time").and_utc();
    let server = spawn_with(Options { now: night, outbound, ..Options::default() }).await;
    let body = json!({
        "mentions_by_email": true, "time_zone": "Europe/Berlin", "digest": "DAILY",
        "quiet_hours": {"from": "20:00:00", "until": "10:00:00"}, "rules": {"CHURN_RISK_HIGH": ["IN_APP"]},
    });
    server.csm().await.put("/config/alerts/mine").if_match("\"v0\"").json(&body).await.expect(200);
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    // Past seven in Berlin, whatever the season, and before ten.
    server.advance(Duration::hours(3));
    assert_eq!(app::notifications::queue_digests(&server.context).await.expect("the tick"), 1);
    send(&server).await;
    assert!(receiver.received().is_empty());
    server.advance(Duration::hours(3));
    send(&server).await;
    assert_eq!(receiver.received().len(), 1);
}
