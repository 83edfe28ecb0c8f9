//! One occasion, several rows: which of them the engine goes by.

use api_types::{alerts::Alert, problem::ProblemCode as P};
use chrono::Duration;
use domain::alert::AlertStatus;
use harness::{ApiClient, TestServer, seed::Figures, spawn};
use serde_json::json;
use uuid::Uuid;

use super::{ANY, alerts, inbox, later, only, risky, set_churn, sweep};

/// An alert that was dismissed, and a second of the same occasion that came and went.
async fn two_rows(server: &TestServer) -> (Uuid, Alert, ApiClient) {
    let acme = risky(server, "Acme", 85).await;
    sweep(server).await;
    let csm = server.csm().await;
    let first = only(&csm, ANY).await;
    csm.put(&format!("/alerts/{}/dismiss", first.id)).await.expect(200);
    for churn in [60, 90, 60] {
        set_churn(server, acme.id, churn).await;
        server.advance(Duration::minutes(5));
        sweep(server).await;
    }
    let csm = later(server, Duration::zero()).await;
    assert_eq!(alerts(&csm, ANY).await.len(), 2);
    (acme.id, first, csm)
}

#[tokio::test]
async fn an_older_alert_of_the_same_is_not_taken_up_again() {
    let server = spawn().await;
    let (_, first, csm) = two_rows(&server).await;
    let problem = csm.put(&format!("/alerts/{}/reopen", first.id)).await.problem(409, P::Conflict);
    assert!(problem.detail.contains("answer the newer alert"), "{problem:?}");
}

#[tokio::test]
async fn an_open_alert_comes_before_a_younger_closed_one() {
    let server = spawn().await;
    let (acme, first, csm) = two_rows(&server).await;
    // As an earlier version of the program allowed.
    sqlx::query("update client_alert set status = 'NEW', dismissed_at = null, rearmed_at = null where id = $1")
        .bind(first.id.0)
        .execute(&server.pool)
        .await
        .expect("the older row is open");
    set_churn(&server, acme, 90).await;
    sweep(&server).await;
    assert_eq!(only(&csm, "alert_type=CHURN_RISK_HIGH").await.id, first.id);
    set_churn(&server, acme, 60).await;
    sweep(&server).await;
    assert!(alerts(&csm, "alert_type=CHURN_RISK_HIGH").await.is_empty(), "it ends like any other");
}

#[tokio::test]
async fn what_it_is_about_follows_the_last_look() {
    let server = spawn().await;
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    acme.failed_charge(10).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let charge = only(&csm, "").await;
    assert_eq!((charge.trigger_metric.as_deref(), charge.trigger_threshold), (Some("failed_charge"), None));
    assert_eq!(charge.related_entity_type.as_deref(), Some("invoice"));

    let csm = later(&server, Duration::days(30)).await;
    sweep(&server).await;
    let overdue = only(&csm, "").await;
    assert_eq!(overdue.id, charge.id);
    assert_eq!(overdue.trigger_metric.as_deref(), Some("days_past_due"));
    assert_eq!((overdue.trigger_value.as_deref(), overdue.trigger_threshold.as_deref()), (Some("10"), Some("7")));
}

#[tokio::test]
async fn a_charge_that_was_never_made_good_stays_open() {
    let server = spawn().await;
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    acme.failed_payment(10).await;
    sweep(&server).await;
    let csm = later(&server, Duration::days(60)).await;
    sweep(&server).await;
    assert_eq!(only(&csm, "").await.related_entity_type.as_deref(), Some("payment"), "70 days on it is still not paid");
    sqlx::query("update payment set status = 'SUCCEEDED', paid_at = $1, failed_at = null")
        .bind(server.now())
        .execute(&server.pool)
        .await
        .expect("it is paid");
    sweep(&server).await;
    assert!(alerts(&csm, "").await.is_empty());
}

#[tokio::test]
async fn a_closed_alert_is_kept_for_a_year_after_its_end_and_as_long_as_its_rule_holds() {
    let server = spawn().await;
    risky(&server, "Stays", 85).await;
    let ends = risky(&server, "Ends", 85).await;
    sweep(&server).await;
    let csm = later(&server, Duration::days(400)).await;
    for alert in alerts(&csm, ANY).await {
        csm.put(&format!("/alerts/{}/dismiss", alert.id)).await.expect(200);
    }
    let tidy = async || app::maintenance::tidy(&server.context).await.expect("tidied");
    tidy().await;
    sweep(&server).await;
    assert_eq!(alerts(&csm, ANY).await.len(), 2, "both ended just now, however old they are");
    set_churn(&server, ends.id, 10).await;
    sweep(&server).await;

    let csm = later(&server, Duration::days(366)).await;
    tidy().await;
    sweep(&server).await;
    let left = only(&csm, ANY).await;
    assert_eq!((left.client_name.as_str(), left.status), ("Stays", AlertStatus::Dismissed));
}

#[tokio::test]
async fn the_inbox_brings_the_first_of_many_and_says_how_many_there_are() {
    let server = spawn().await;
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    for days in 1..=30 {
        acme.unpaid_invoice(days + 7).await;
    }
    sweep(&server).await;
    let csm = server.csm().await;
    let groups = inbox(&csm, "").await;
    assert_eq!((groups.len(), groups[0].alert_count, groups[0].alerts.len()), (1, 30, 25));
    assert!(groups[0].alerts.is_sorted_by(|a, b| a.severity >= b.severity), "the gravest first");
    assert_eq!(inbox(&csm, "status=DISMISSED").await.len(), 0);
    let notes = json!({"resolution_notes": "Paid by wire.\r\nSee the ledger."});
    let path = format!("/alerts/{}/resolve", groups[0].alerts[0].id);
    let resolved: Alert = csm.put(&path).json(&notes).await.ok();
    assert_eq!(resolved.resolution_notes.as_deref(), Some("Paid by wire.\nSee the ledger."));
}
