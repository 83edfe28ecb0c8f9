use chrono::Duration;
use domain::{
    alert::{AlertSeverity, AlertStatus, AlertType},
    client::ContactRole,
    work::{SurveyKind, TicketSeverity},
};
use harness::{
    TestServer,
    seed::{Figures, days_ago, in_days},
    spawn,
};
use serde_json::json;

use super::{alerts, later, only, sweep};

async fn types(server: &TestServer) -> Vec<AlertType> {
    let mut types: Vec<AlertType> =
        alerts(&server.csm().await, "").await.into_iter().map(|alert| alert.alert_type).collect();
    types.sort_unstable();
    types
}

#[tokio::test]
async fn a_write_raises_an_alert_with_its_figures() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    acme.unpaid_invoice(12).await;
    let csm = server.csm().await;
    assert!(alerts(&csm, "").await.is_empty(), "nobody has looked yet");

    csm.put("/clients/ext:A-1").if_match("\"v1\"").json(&json!({"tags": ["pilot"]})).await.expect(200);
    server.run_jobs().await;

    let alert = only(&csm, "").await;
    assert_eq!((alert.alert_type, alert.severity), (AlertType::PaymentIssue, AlertSeverity::Medium));
    assert_eq!((alert.status, alert.client_name.as_str()), (AlertStatus::New, "Acme"));
    assert_eq!(alert.title, "An invoice is 12 days past due");
    assert_eq!(alert.description, "USD 1,000 did not come: it is 12 days past due.");
    assert_eq!(alert.trigger_value.as_deref(), Some("12"));
    assert_eq!(alert.trigger_threshold.as_deref(), Some("7"));
    assert_eq!(alert.related_entity_type.as_deref(), Some("invoice"));
    assert_eq!((alert.created_at, alert.version), (server.now(), 1));
}

#[tokio::test]
async fn looking_again_changes_words_and_nothing_else() {
    let server = spawn().await;
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    acme.unpaid_invoice(12).await;
    for _ in 0..3 {
        sweep(&server).await;
    }
    let csm = server.csm().await;
    let first = only(&csm, "").await;
    let csm = later(&server, Duration::days(1)).await;
    sweep(&server).await;
    let next = only(&csm, "").await;
    assert_eq!((next.id, next.version), (first.id, 1));
    assert_eq!(next.title, "An invoice is 13 days past due");
    assert_eq!(next.last_seen_at, server.now());
}

#[tokio::test]
async fn a_graver_alert_is_new_again() {
    let server = spawn().await;
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    acme.unpaid_invoice(29).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let alert = only(&csm, "").await;
    csm.put(&format!("/alerts/{}/acknowledge", alert.id)).await.expect(200);
    server.advance(Duration::days(2));
    sweep(&server).await;
    let graver = only(&server.caller(&harness::seed::VP).await, "").await;
    assert_eq!((graver.id, graver.severity, graver.status), (alert.id, AlertSeverity::High, AlertStatus::New));
}

#[tokio::test]
async fn every_source_has_its_rules() {
    let server = spawn().await;
    server.connect_feeds().await;
    let figures = Figures { health: Some(35), churn: Some(85), renewal: Some(in_days(20)), ..Figures::default() };
    let acme = server.client("Acme").figures(figures).insert().await;
    acme.usage(days_ago(60), days_ago(16), 20).await;
    acme.contact(ContactRole::Champion, "Champ", 20).await;
    acme.overdue_ticket(TicketSeverity::Critical, 3).await;
    for _ in 0..3 {
        acme.ticket(TicketSeverity::Low, 2).await;
    }
    acme.survey(SurveyKind::Nps, 4, 5).await;
    sweep(&server).await;
    assert_eq!(
        types(&server).await,
        [
            AlertType::HealthCritical,
            AlertType::ChurnRiskHigh,
            AlertType::KeyUserInactive,
            AlertType::NoLogin,
            AlertType::SupportSpike,
            AlertType::SupportEscalation,
            AlertType::UsageDecline,
            AlertType::RenewalApproaching,
            AlertType::RenewalAtRisk,
            AlertType::ContractUtilizationLow,
            AlertType::NpsDetractor,
        ]
    );
    let csm = server.csm().await;
    let critical = only(&csm, "alert_type=HEALTH_CRITICAL").await;
    assert_eq!((critical.severity, critical.is_executive), (AlertSeverity::Critical, true), "120k of ARR is large");
    let at_risk = only(&csm, "alert_type=RENEWAL_AT_RISK").await;
    assert_eq!(at_risk.description, "Due on Jun 30, 2026, and health is 35, churn risk is 85.");
}

#[tokio::test]
async fn a_week_of_decline_is_seen_against_the_day_a_week_ago() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    server.backfill(&[acme.id], days_ago(40), server.today()).await;
    sweep(&server).await;
    let csm = server.csm().await;
    assert!(alerts(&csm, "alert_type=HEALTH_DROP").await.is_empty());

    acme.overdue_ticket(TicketSeverity::Critical, 1).await;
    acme.overdue_ticket(TicketSeverity::Critical, 1).await;
    acme.unpaid_invoice(45).await;
    acme.usage(days_ago(30), server.today(), 3).await;
    csm.post(&format!("/clients/{}/health/refresh", acme.id)).await.expect(200);
    let alert = only(&csm, "alert_type=HEALTH_DROP").await;
    let drop: i64 = alert.trigger_value.as_deref().unwrap_or_default().parse().expect("points");
    assert!(drop <= -10, "{alert:?}");
    let health: i16 = sqlx::query_scalar("select current_health_score from client where id = $1")
        .bind(acme.id)
        .fetch_one(&server.pool)
        .await
        .expect("a score");
    let said = format!("Health is {health}, {} points lower than seven days ago.", -drop);
    assert_eq!(alert.description, said);
}

#[tokio::test]
async fn silence_of_a_source_raises_nothing() {
    let server = spawn().await;
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    acme.usage(days_ago(60), days_ago(16), 20).await;
    for _ in 0..3 {
        acme.ticket(TicketSeverity::Low, 2).await;
    }
    sweep(&server).await;
    assert_eq!(types(&server).await, [], "no feed is connected");
}

#[tokio::test]
async fn a_client_that_left_unseen_is_said_once_and_done_when_noted() {
    let server = spawn().await;
    let gone = server.client("Gone").churned(days_ago(2)).insert().await;
    sweep(&server).await;
    let csm = server.csm().await;
    let alert = only(&csm, "").await;
    assert_eq!((alert.alert_type, alert.severity), (AlertType::UnexpectedChurn, AlertSeverity::Critical));
    let noted: api_types::alerts::Alert = csm.put(&format!("/alerts/{}/acknowledge", alert.id)).await.ok();
    assert_eq!(noted.status, AlertStatus::Resolved);
    sweep(&server).await;
    assert!(alerts(&csm, "").await.is_empty(), "{} is not said again", gone.id);
}
