use api_types::{alerts::Alert, problem::ProblemCode as P};
use chrono::Duration;
use domain::alert::AlertStatus;
use harness::{seed, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ANY, only, risky, set_churn, sweep};

#[tokio::test]
async fn an_answer_says_who_when_and_what() {
    let server = spawn().await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let path = format!("/alerts/{}", only(&csm, ANY).await.id);
    let taken: Alert = csm.put(&format!("{path}/acknowledge")).await.ok();
    assert_eq!(
        (taken.status, taken.acknowledged_at, taken.version),
        (AlertStatus::Acknowledged, Some(server.now()), 2)
    );
    assert_eq!(taken.acknowledged_by.map(|by| by.id.0), Some(seed::CSM.id()));
    let again: Alert = csm.put(&format!("{path}/acknowledge")).await.ok();
    assert_eq!(again.version, 2, "doing it again changes nothing");

    let body = json!({"resolution_notes": " Spoke with the sponsor "});
    let done: Alert = csm.put(&format!("{path}/resolve")).json(&body).await.ok();
    assert_eq!(
        (done.status, done.resolution_notes.as_deref()),
        (AlertStatus::Resolved, Some("Spoke with the sponsor"))
    );
    assert_eq!(done.resolved_by.map(|by| by.id.0), Some(seed::CSM.id()));
    assert!(done.acknowledged_at.is_some(), "it was taken on before");

    let mut audited: Vec<String> =
        sqlx::query_scalar("select operation from audit_log where entity = 'client_alert' and action = 'UPDATE'")
            .fetch_all(&server.pool)
            .await
            .expect("the audit log");
    // Both at the instant the clock stands at.
    audited.sort_unstable();
    assert_eq!(audited, ["acknowledge_alert", "resolve_alert"]);
}

#[tokio::test]
async fn a_closed_alert_takes_no_answer() {
    let server = spawn().await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let path = format!("/alerts/{}", only(&csm, ANY).await.id);
    csm.put(&format!("{path}/dismiss")).await.expect(200);
    for (verb, body) in [
        ("acknowledge", None),
        ("dismiss", None),
        ("snooze", Some(json!({"duration": "ONE_DAY"}))),
        ("resolve", Some(json!({}))),
    ] {
        let call = csm.put(&format!("{path}/{verb}"));
        let reply = match body {
            Some(body) => call.json(&body).await,
            None => call.await,
        };
        let problem = reply.problem(409, P::Conflict);
        assert!(problem.detail.contains("dismissed already"), "{verb}: {}", problem.detail);
    }
}

#[tokio::test]
async fn what_a_person_did_can_be_taken_back() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let path = format!("/alerts/{}", only(&csm, ANY).await.id);
    csm.put(&format!("{path}/acknowledge")).await.expect(200);
    for (verb, body) in [("snooze", json!({"duration": "ONE_WEEK"})), ("resolve", json!({}))] {
        csm.put(&format!("{path}/{verb}")).json(&body).await.expect(200);
        let back: Alert = csm.put(&format!("{path}/reopen")).await.ok();
        assert_eq!(back.status, AlertStatus::Acknowledged, "{verb}");
        assert_eq!((back.snoozed_until, back.resolved_at), (None, None), "{verb}");
    }
    csm.put(&format!("{path}/dismiss")).await.expect(200);
    csm.put(&format!("{path}/reopen")).await.expect(200);
    let new: Alert = csm.put(&format!("{path}/reopen")).await.ok();
    assert_eq!((new.status, new.acknowledged_at), (AlertStatus::New, None), "and the acknowledgement, too");

    set_churn(&server, acme.id, 10).await;
    sweep(&server).await;
    csm.put(&format!("{path}/reopen")).await.problem(409, P::Conflict);
}

#[tokio::test]
async fn a_snooze_says_for_how_long() {
    let server = spawn().await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let path = format!("/alerts/{}/snooze", only(&csm, ANY).await.id);
    let (now, far) = (server.now(), server.now() + Duration::days(91));
    let cases: [(Value, u16, P); 6] = [
        (json!({}), 422, P::Invalid),
        (json!({"snoozed_until": now}), 422, P::Invalid),
        (json!({"snoozed_until": far}), 422, P::Invalid),
        (json!({"snoozed_until": now + Duration::days(1), "duration": "ONE_DAY"}), 422, P::Invalid),
        (json!({"duration": "FOR_EVER"}), 400, P::Malformed),
        (json!({"until": now}), 400, P::Malformed),
    ];
    for (body, status, code) in cases {
        csm.put(&path).json(&body).await.problem(status, code);
    }
    let until = now + Duration::days(3);
    let snoozed: Alert = csm.put(&path).json(&json!({"snoozed_until": until})).await.ok();
    assert_eq!(snoozed.snoozed_until, Some(until));
}

#[tokio::test]
async fn foreign_and_unknown_alerts_are_not_found() {
    let server = spawn().await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let id = only(&server.csm().await, ANY).await.id;
    let other = server.other_csm().await;
    for id in [id.0, Uuid::nil()] {
        other.put(&format!("/alerts/{id}/acknowledge")).await.problem(404, P::NotFound);
        other.put(&format!("/alerts/{id}/reopen")).await.problem(404, P::NotFound);
    }
    other.get("/clients/ext:Acme/alerts").await.problem(404, P::NotFound);
    other.put("/alerts/no-id/acknowledge").await.problem(400, P::Malformed);
    server.ae().await.put(&format!("/alerts/{id}/acknowledge")).await.problem(403, P::Forbidden);
    server.vp_sales().await.put(&format!("/alerts/{id}/acknowledge")).await.problem(403, P::Forbidden);
    server.vp().await.put(&format!("/alerts/{id}/acknowledge")).await.expect(200);
}
