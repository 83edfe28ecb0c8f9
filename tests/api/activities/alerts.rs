use api_types::problem::ProblemCode as P;
use harness::{TestServer, seed, spawn};
use serde_json::json;
use uuid::Uuid;

use crate::work::audited;

async fn alert(server: &TestServer, client: Uuid, status: &str) -> Uuid {
    alert_of(server, client, "HEALTH_DROP", status).await
}

async fn alert_of(server: &TestServer, client: Uuid, alert_type: &str, status: &str) -> Uuid {
    sqlx::query_scalar(
        "insert into client_alert (client_id, id, alert_type, severity, title, description, dedupe_key, status, last_seen_at)
         values ($1, uuid_v7(), $2, 'HIGH', 'Health fell', 'By 11 points', uuid_v7(), $3, $4) returning id",
    )
    .bind(client)
    .bind(alert_type)
    .bind(status)
    .bind(server.now())
    .fetch_one(&server.pool)
    .await
    .expect("an alert")
}

async fn state(server: &TestServer, id: Uuid) -> (String, Option<Uuid>) {
    sqlx::query_as("select status, acknowledged_by_id from client_alert where id = $1")
        .bind(id)
        .fetch_one(&server.pool)
        .await
        .expect("the alert")
}

#[tokio::test]
async fn logging_an_answer_acknowledges_the_alert() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/activities", acme.id);
    for (before, after, by) in [
        ("NEW", "ACKNOWLEDGED", Some(seed::CSM.id())),
        ("SNOOZED", "ACKNOWLEDGED", Some(seed::CSM.id())),
        ("RESOLVED", "RESOLVED", None),
        ("DISMISSED", "DISMISSED", None),
    ] {
        let id = alert(&server, acme.id, before).await;
        let body = json!({"activity_type": "CALL", "subject": "About it", "source_alert_id": id});
        let logged = csm.post(&path).json(&body).await.expect(201).value();
        assert_eq!(logged["source_alert_id"], json!(id));
        assert_eq!(state(&server, id).await, (after.to_owned(), by), "{before}");
    }
}

#[tokio::test]
async fn an_alert_of_another_client_is_refused_and_nothing_is_logged() {
    let server = spawn().await;
    let acme = server.client("Acme").ae(seed::AE).insert().await;
    let globex = server.client("Globex").insert().await;
    let foreign = alert(&server, globex.id, "NEW").await;
    let own = alert(&server, acme.id, "NEW").await;
    let path = format!("/clients/{}/activities", acme.id);
    let body = |id: Uuid| json!({"activity_type": "CALL", "subject": "About it", "source_alert_id": id});
    let csm = server.csm().await;
    for id in [foreign, Uuid::nil()] {
        let problem = csm.post(&path).json(&body(id)).await.problem(422, P::Invalid);
        assert_eq!(problem.errors[0].pointer, "/source_alert_id");
    }
    // To answer an alert is to act on it, which an account executive may not.
    server.ae().await.post(&path).json(&body(own)).await.problem(403, P::Forbidden);
    assert_eq!(state(&server, foreign).await.0, "NEW");
    assert_eq!(state(&server, own).await.0, "NEW");
    assert_eq!(csm.get(&path).await.expect(200).value()["pagination"]["total"], 0);
}

/// Status, who acknowledged, who resolved, and in what words.
type Left = (String, Option<Uuid>, Option<Uuid>, Option<String>);

/// One path answers an alert, whichever way one comes to it.
#[tokio::test]
async fn an_activity_answers_as_the_button_does() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/activities", acme.id);
    for (alert_type, after) in [("HEALTH_DROP", "ACKNOWLEDGED"), ("UNEXPECTED_CHURN", "RESOLVED")] {
        let (pressed, logged) =
            (alert_of(&server, acme.id, alert_type, "NEW").await, alert_of(&server, acme.id, alert_type, "NEW").await);
        csm.put(&format!("/alerts/{pressed}/acknowledge")).await.expect(200);
        let body = json!({"activity_type": "CALL", "subject": "About it", "source_alert_id": logged});
        csm.post(&path).json(&body).await.expect(201);
        let left: Vec<Left> = sqlx::query_as(
            "select status, acknowledged_by_id, resolved_by_id, resolution_notes from client_alert where id = any($1)",
        )
        .bind([pressed, logged])
        .fetch_all(&server.pool)
        .await
        .expect("the alerts");
        assert_eq!(left[0], left[1], "{alert_type}");
        assert_eq!((left[0].0.as_str(), left[0].1), (after, Some(seed::CSM.id())));
    }
    let rows = audited(&server, "acknowledge_alert").await;
    assert_eq!(rows.len(), 4);
    assert_eq!((&rows[0], &rows[2]), (&rows[1], &rows[3]));
    // What was answered before is only pointed at.
    let answered = alert(&server, acme.id, "ACKNOWLEDGED").await;
    let body = json!({"activity_type": "CALL", "subject": "Again", "source_alert_id": answered});
    csm.post(&path).json(&body).await.expect(201);
    assert_eq!(audited(&server, "acknowledge_alert").await.len(), 4);
}
