use api_types::{
    clients::ClientOverview,
    health::{HealthDetails, HealthOverride},
    problem::ProblemCode as P,
};
use chrono::Duration;
use domain::health::HealthStatus;
use harness::{
    ApiClient, Reply, TestServer,
    seed::{self, Facts},
    spawn,
};
use serde_json::{Value, json};

async fn client(server: &TestServer) -> Facts {
    server.connect_feeds().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    acme.ordinary().await;
    server.recompute_all().await;
    acme
}

async fn post(caller: &ApiClient, body: Value) -> Reply {
    caller.post("/clients/ext:A-1/health/override").json(&body).await
}

async fn shown(caller: &ApiClient) -> HealthDetails {
    caller.get("/clients/ext:A-1/health").await.ok()
}

fn critical(server: &TestServer, minutes: i64) -> Value {
    let expires_at = server.now() + Duration::minutes(minutes);
    json!({"health_status": "CRITICAL", "reason": " The sponsor leaves. ", "expires_at": expires_at})
}

#[tokio::test]
async fn it_stands_beside_the_computed_score_until_its_time_is_over() {
    let server = spawn().await;
    client(&server).await;
    let csm = server.csm().await;
    let before = shown(&csm).await;
    assert_eq!(before.health_override, None);
    let made: HealthOverride = post(&csm, critical(&server, 10)).await.expect(201).json();
    assert_eq!((made.health_status, made.reason.as_str()), (HealthStatus::Critical, "The sponsor leaves."));
    assert_eq!(made.created_by.id.0, seed::CSM.id());
    let beside = shown(&csm).await;
    assert_eq!(beside.health_override, Some(made.clone()));
    assert_eq!((beside.overall_score, beside.health_status), (before.overall_score, before.health_status));
    let overview: ClientOverview = server.vp().await.get("/clients/ext:A-1/overview").await.ok();
    assert_eq!(overview.health.health_override, Some(made));

    server.advance(Duration::minutes(10));
    assert_eq!(shown(&csm).await.health_override, None, "nobody has to end it");
    // The next one needs to replace nothing.
    post(&csm, critical(&server, 1)).await.expect(201);
}

#[tokio::test]
async fn nobodys_word_is_replaced_unread() {
    let server = spawn().await;
    client(&server).await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    let first: HealthOverride = post(&csm, critical(&server, 10)).await.expect(201).json();
    post(&vp, critical(&server, 20)).await.problem(409, P::Conflict);
    let mut body = critical(&server, 20);
    body["replaces"] = json!(first.id);
    let second: HealthOverride = post(&vp, body.clone()).await.expect(201).json();
    assert_eq!(second.created_by.id.0, seed::VP.id());
    post(&csm, body).await.problem(409, P::Conflict);
    assert_eq!(shown(&csm).await.health_override, Some(second));

    csm.delete("/clients/ext:A-1/health/override").await.expect(204);
    assert_eq!(shown(&csm).await.health_override, None);
    csm.delete("/clients/ext:A-1/health/override").await.problem(404, P::NotFound);
    let audit: Vec<(String, Value)> = sqlx::query_as(
        "select operation, changes from audit_log where entity = 'client_health_override' order by occurred_at, ctid",
    )
    .fetch_all(&server.pool)
    .await
    .expect("the audit log");
    let operations: Vec<&str> = audit.iter().map(|(operation, _)| operation.as_str()).collect();
    assert_eq!(operations, ["create_health_override", "create_health_override", "delete_health_override"]);
    assert_eq!(audit[1].1["override"]["from"]["health_status"], "CRITICAL");
    assert_eq!(audit[2].1["override"]["to"], Value::Null);
}

#[tokio::test]
async fn two_at_once_leave_one() {
    let server = spawn().await;
    client(&server).await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    let (one, two) = tokio::join!(post(&csm, critical(&server, 5)), post(&vp, critical(&server, 5)));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn bad_input_is_pointed_at() {
    let server = spawn().await;
    client(&server).await;
    let csm = server.csm().await;
    for (field, value, pointer, code) in [
        ("reason", json!("  "), "/reason", "required"),
        ("reason", json!("x".repeat(1_001)), "/reason", "invalid-text"),
        ("expires_at", json!(server.now()), "/expires_at", "out-of-range"),
        ("expires_at", json!(server.now() + Duration::days(366)), "/expires_at", "out-of-range"),
    ] {
        let mut body = critical(&server, 5);
        body[field] = value;
        let problem = post(&csm, body).await.problem(422, P::Invalid);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), (pointer, code));
    }
    let mut body = critical(&server, 5);
    body["health_status"] = json!("FINE");
    assert_eq!(post(&csm, body).await.problem(400, P::Malformed).errors[0].pointer, "/health_status");
    assert_eq!(shown(&csm).await.health_override, None);
}
