use api_types::alerts::Alert;
use chrono::Duration;
use domain::alert::AlertStatus;
use harness::{TestServer, seed, spawn};
use serde_json::json;

use super::{ANY, alerts, later, only, risky, set_churn, sweep};

async fn the_alert(server: &TestServer) -> Alert {
    only(&server.caller(&seed::ADMIN).await, ANY).await
}

#[tokio::test]
async fn an_alert_holds_between_the_thresholds_and_ends_beyond() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    sweep(&server).await;
    set_churn(&server, acme.id, 78).await;
    sweep(&server).await;
    assert_eq!(the_alert(&server).await.status, AlertStatus::New, "78 is neither above 80 nor at 75");
    set_churn(&server, acme.id, 75).await;
    sweep(&server).await;
    let ended = the_alert(&server).await;
    assert_eq!((ended.status, ended.resolution_notes.as_deref()), (AlertStatus::Resolved, Some("auto")));
    assert_eq!((ended.resolved_at, ended.resolved_by), (Some(server.now()), None));
}

#[tokio::test]
async fn one_that_comes_back_soon_is_taken_up_again_and_later_raised_anew() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let first = the_alert(&server).await;
    set_churn(&server, acme.id, 60).await;
    sweep(&server).await;

    server.advance(Duration::days(13));
    set_churn(&server, acme.id, 90).await;
    sweep(&server).await;
    let csm = later(&server, Duration::zero()).await;
    let again = only(&csm, ANY).await;
    assert_eq!((again.id, again.status, again.reopened_count), (first.id, AlertStatus::New, 1));
    assert_eq!((again.resolved_at, again.resolution_notes.clone()), (None, None));

    set_churn(&server, acme.id, 60).await;
    sweep(&server).await;
    let csm = later(&server, Duration::days(14)).await;
    set_churn(&server, acme.id, 90).await;
    sweep(&server).await;
    let open = only(&csm, "alert_type=CHURN_RISK_HIGH").await;
    assert_ne!(open.id, first.id);
    assert_eq!(alerts(&csm, ANY).await.len(), 2);
}

#[tokio::test]
async fn a_snooze_ends_with_the_clock() {
    let server = spawn().await;
    let (acme, beta) = (risky(&server, "Acme", 85).await, risky(&server, "Beta", 85).await);
    sweep(&server).await;
    let csm = server.csm().await;
    for alert in alerts(&csm, ANY).await {
        let path = format!("/alerts/{}/snooze", alert.id);
        let snoozed: Alert = csm.put(&path).json(&json!({"duration": "ONE_DAY"})).await.ok();
        assert_eq!(
            (snoozed.status, snoozed.snoozed_until),
            (AlertStatus::Snoozed, Some(server.now() + Duration::days(1)))
        );
    }
    let csm = later(&server, Duration::hours(23)).await;
    sweep(&server).await;
    assert!(alerts(&csm, ANY).await.iter().all(|alert| alert.status == AlertStatus::Snoozed));

    set_churn(&server, beta.id, 78).await;
    let csm = later(&server, Duration::hours(1)).await;
    sweep(&server).await;
    let woken = only(&csm, &format!("{ANY}&client_id={}", acme.id)).await;
    assert_eq!((woken.status, woken.snoozed_until), (AlertStatus::New, None));
    let ended = only(&csm, &format!("{ANY}&client_id={}", beta.id)).await;
    assert_eq!(ended.status, AlertStatus::Resolved, "78 does not hold any more");
}

#[tokio::test]
async fn a_dismissed_alert_stays_away_until_its_rule_was_over_once() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let first = only(&csm, ANY).await;
    csm.put(&format!("/alerts/{}/dismiss", first.id)).await.expect(200);
    let mut csm = csm;
    for churn in [85, 95, 78, 90] {
        set_churn(&server, acme.id, churn).await;
        csm = later(&server, Duration::days(20)).await;
        sweep(&server).await;
        assert_eq!(only(&csm, ANY).await.status, AlertStatus::Dismissed, "at {churn}");
    }
    set_churn(&server, acme.id, 70).await;
    sweep(&server).await;
    assert_eq!(only(&csm, ANY).await.status, AlertStatus::Dismissed, "it was over, which nobody need hear");
    set_churn(&server, acme.id, 85).await;
    sweep(&server).await;
    assert_ne!(only(&csm, "alert_type=CHURN_RISK_HIGH").await.id, first.id);
}

#[tokio::test]
async fn one_resolved_by_hand_rests_for_its_cooldown() {
    let server = spawn().await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let first = only(&csm, ANY).await;
    csm.put(&format!("/alerts/{}/resolve", first.id)).json(&json!({})).await.expect(200);
    for _ in 0..2 {
        server.advance(Duration::days(6));
        sweep(&server).await;
    }
    let csm = later(&server, Duration::zero()).await;
    assert_eq!(only(&csm, ANY).await.status, AlertStatus::Resolved, "it still holds, and someone dealt with it");
    let csm = later(&server, Duration::days(2)).await;
    sweep(&server).await;
    assert_ne!(only(&csm, "alert_type=CHURN_RISK_HIGH").await.id, first.id, "14 days on it is worth another word");
}
