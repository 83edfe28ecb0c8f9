use chrono::{Duration, NaiveTime};
use harness::{Options, TestServer, spawn_with, stand_in::StandIn};
use serde_json::json;

use super::{mail_to, send};
use crate::alerts::{risky, sweep};

async fn wanting(receiver: &StandIn, digest: &str) -> TestServer {
    let night = harness::today().and_time(NaiveTime::from_hms_opt(4, 0, 0).expect("a time")).and_utc();
    let outbound = mail_to(receiver.address());
    let server = spawn_with(Options { now: night, outbound, ..Options::default() }).await;
    let body = json!({
        "rules": {"CHURN_RISK_HIGH": ["IN_APP"]}, "mentions_by_email": false, "time_zone": "Europe/Berlin",
        "digest": digest,
    });
    server.csm().await.put("/config/alerts/mine").if_match("\"v0\"").json(&body).await.expect(200);
    server
}

async fn tick(server: &TestServer) -> usize {
    let due = app::notifications::queue_digests(&server.context).await.expect("the tick");
    send(server).await;
    due
}

#[tokio::test]
async fn a_daily_summary_comes_on_the_readers_morning_and_once() {
    let receiver = StandIn::smtp().await;
    let server = wanting(&receiver, "DAILY").await;
    let acme = risky(&server, "Acme <b>", 85).await;
    risky(&server, "Beta", 90).await;
    sweep(&server).await;
    send(&server).await;
    assert!(receiver.received().is_empty(), "by the app alone, as they wish");
    assert_eq!(tick(&server).await, 0, "night");
    // Whatever the season, it is between seven and noon in Berlin.
    server.advance(Duration::hours(3));
    assert_eq!(tick(&server).await, 1);
    server.advance(Duration::minutes(15));
    tick(&server).await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 1, "once a morning");
    let text = mails[0].decoded();
    assert!(text.contains("Acme <b>") && text.contains("Acme &#60;b&#62;") && text.contains("Beta"), "{text}");
    assert!(text.contains(&format!("/clients/{}", acme.id)) && text.contains("2 alerts are open"), "{text}");

    // The next one tells only of what came since.
    server.advance(Duration::days(1));
    tick(&server).await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 2);
    assert!(mails[1].decoded().contains("No alert was raised"), "{}", mails[1].decoded());
}

#[tokio::test]
async fn with_nothing_to_say_no_summary_comes() {
    let receiver = StandIn::smtp().await;
    let server = wanting(&receiver, "DAILY").await;
    server.advance(Duration::hours(3));
    assert_eq!(tick(&server).await, 1);
    assert!(receiver.received().is_empty());
    assert_eq!(super::delivery(&server).await.state, domain::notification::DeliveryState::Cancelled);
}

#[tokio::test]
async fn a_weekly_summary_comes_on_monday() {
    use chrono::Datelike as _;
    let receiver = StandIn::smtp().await;
    let server = wanting(&receiver, "WEEKLY").await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    server.advance(Duration::hours(3));
    let mut sent = vec![];
    for _ in 0..8 {
        if tick(&server).await > 0 {
            sent.push(server.today().weekday());
        }
        server.advance(Duration::days(1));
    }
    assert!(!sent.is_empty() && sent.iter().all(|day| *day == chrono::Weekday::Mon), "{sent:?}");
    let text = receiver.received()[0].decoded();
    assert!(text.contains("week"), "{text}");
}
