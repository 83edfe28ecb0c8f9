//! A POST with an `Idempotency-Key` has its effect once.

use api_types::problem::ProblemCode as P;
use harness::{TestServer, seed, spawn};
use serde_json::Value;

/// A server, and the path of a POST that leaves one audit row each time it runs.
async fn refreshable() -> (TestServer, String) {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    (server, format!("/clients/{}/health/refresh", acme.id))
}

async fn runs(server: &TestServer) -> i64 {
    sqlx::query_scalar("select count(*) from audit_log where operation = 'refresh_client_health'")
        .fetch_one(&server.pool)
        .await
        .expect("the audit log")
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer_again() {
    let (server, path) = refreshable().await;
    let csm = server.csm().await;
    let first = csm.post(&path).header("idempotency-key", "k-1").await.expect(200);
    server.advance(chrono::Duration::minutes(5));
    let again = csm.post(&path).header("idempotency-key", "k-1").await.expect(200);
    assert_eq!((first.value(), runs(&server).await), (again.value(), 1));
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    assert_eq!(again.header("content-type"), first.header("content-type"));
    assert_ne!(again.header("x-request-id"), first.header("x-request-id"));
    // On another replica, too; without the key it runs again.
    let replica = server.replica().await;
    let elsewhere = csm.at(&replica.origin).post(&path).header("idempotency-key", "k-1").await.expect(200);
    assert_eq!((elsewhere.header("idempotency-replayed"), runs(&server).await), ("true", 1));
    csm.post(&path).await.expect(200);
    assert_eq!(runs(&server).await, 2);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person() {
    let (server, path) = refreshable().await;
    let csm = server.csm().await;
    let other = server.client("Other").external_id("O-1").insert().await;
    csm.post(&path).header("idempotency-key", "k-1").await.expect(200);
    let another_path = format!("/clients/{}/health/refresh", other.id);
    csm.post(&another_path).header("idempotency-key", "k-1").await.problem(422, P::IdempotencyKeyReused);
    csm.post(&path)
        .header("idempotency-key", "k-1")
        .body("application/json", "{}")
        .await
        .problem(422, P::IdempotencyKeyReused);
    server.vp().await.post(&path).header("idempotency-key", "k-1").await.expect(200);
    assert_eq!(runs(&server).await, 2);
}

#[tokio::test]
async fn a_key_is_free_again_after_a_day() {
    let (server, path) = refreshable().await;
    let csm = server.csm().await;
    csm.post(&path).header("idempotency-key", "k-1").await.expect(200);
    server.advance(chrono::Duration::hours(24) + chrono::Duration::seconds(1));
    let token: Value = server.log_in(seed::CSM.email, seed::PASSWORD).await.ok();
    let tomorrow = server.anonymous().with_token(token["access_token"].as_str().expect("a token"));
    let reply = tomorrow.post(&path).header("idempotency-key", "k-1").await.expect(200);
    assert_eq!((reply.header("idempotency-replayed"), runs(&server).await), ("", 2));
}

#[tokio::test]
async fn of_many_at_once_one_runs() {
    let (server, path) = refreshable().await;
    let csm = server.csm().await;
    let replies =
        futures::future::join_all((0..8).map(|_| async { csm.post(&path).header("idempotency-key", "k-1").await }))
            .await;
    assert_eq!(runs(&server).await, 1);
    for reply in replies {
        match reply.status {
            200 => {}
            409 => drop(reply.problem(409, P::Conflict)),
            other => panic!("answered {other}: {}", reply.text()),
        }
    }
}

#[tokio::test]
async fn what_failed_may_be_tried_again() {
    let (server, path) = refreshable().await;
    let csm = server.csm().await;
    sqlx::query("alter table audit_log add constraint no_audit check (operation <> 'refresh_client_health') not valid")
        .execute(&server.pool)
        .await
        .expect("a broken audit log");
    csm.post(&path).header("idempotency-key", "k-1").await.problem(500, P::Internal);
    sqlx::query("alter table audit_log drop constraint no_audit").execute(&server.pool).await.expect("mended");
    let reply = csm.post(&path).header("idempotency-key", "k-1").await.expect(200);
    assert_eq!((reply.header("idempotency-replayed"), runs(&server).await), ("", 1));
}

#[tokio::test]
async fn a_key_that_is_no_key_is_refused() {
    let (server, path) = refreshable().await;
    let csm = server.csm().await;
    for key in ["", "with space", &"x".repeat(256)] {
        csm.post(&path).header("idempotency-key", key).await.problem(400, P::Malformed);
    }
    csm.post(&path).header("idempotency-key", &"x".repeat(255)).await.expect(200);
    assert_eq!(runs(&server).await, 1);
}

#[tokio::test]
async fn secrets_are_not_kept() {
    let server = spawn().await;
    for _ in 0..2 {
        let body = serde_json::json!({"email": seed::CSM.email, "password": seed::PASSWORD});
        server.anonymous().post("/auth/login").header("idempotency-key", "k-1").json(&body).await.expect(200);
    }
    let kept: i64 =
        sqlx::query_scalar("select count(*) from idempotency_key").fetch_one(&server.pool).await.expect("keys");
    assert_eq!(kept, 0);
}
