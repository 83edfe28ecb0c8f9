//! A database that stops answering: a clear answer, and recovery without a restart.

use std::time::Duration;

use api_types::problem::ProblemCode as P;
use harness::{Options, spawn, spawn_with, within};
use reqwest::Method;

#[tokio::test]
async fn the_server_says_so_and_recovers_by_itself() {
    let server = spawn_with(Options { patience: Duration::from_secs(3), ..Options::default() }).await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let id = acme.id;
    csm.get("/clients").await.expect(200);

    server.database().stop_answering().await;
    let calls = [
        (Method::GET, "/clients".to_owned()),
        (Method::GET, format!("/clients/{id}")),
        (Method::GET, format!("/clients/{id}/health")),
        (Method::GET, "/analytics/portfolio".to_owned()),
        (Method::GET, "/auth/me".to_owned()),
        (Method::POST, format!("/clients/{id}/health/refresh")),
    ];
    let replies =
        futures::future::join_all(calls.iter().map(|(method, path)| async { csm.call(method.clone(), path).await }))
            .await;
    for (reply, (method, path)) in replies.iter().zip(&calls) {
        assert_eq!(reply.status, 503, "{method} {path}: {}", reply.text());
        let problem = reply.problem(503, P::Unavailable);
        let seconds: u32 = reply.header("retry-after").parse().expect("seconds");
        assert!((1..=60).contains(&seconds));
        for word in ["postgres", "sql", "pool", "steward_t"] {
            assert!(!problem.detail.to_lowercase().contains(word), "{:?}", problem.detail);
        }
    }
    server.anonymous().get_root("/healthz").await.expect(200);
    server.anonymous().get_root("/readyz").await.problem(503, P::Unavailable);
    server.anonymous().get_root("/metrics").await.expect(200);
    server
        .anonymous()
        .post("/auth/login")
        .json(&serde_json::json!({"email": "a@b.c", "password": "x"}))
        .await
        .problem(503, P::Unavailable);

    server.database().answer_again().await;
    within(Duration::from_secs(10), "the same server answers again", || async {
        (csm.get("/clients").await.status == 200).then_some(())
    })
    .await;
    server.anonymous().get_root("/readyz").await.expect(200);
    // Signing out is heard of again, too: the listener has come back.
    server.csm().await.get("/auth/me").await.expect(200);
}

#[tokio::test]
async fn connections_that_break_are_replaced() {
    let server = spawn().await;
    let csm = server.csm().await;
    csm.get("/clients").await.expect(200);
    server.database().end_connections(&mut harness::database::admin().await).await;
    // Idle connections are tested before they are used: nobody notices.
    csm.get("/clients").await.expect(200);
}

#[tokio::test]
async fn more_requests_than_connections_wait_their_turn() {
    let server =
        spawn_with(Options { configure: |config| config.database_connections = 3, ..Options::default() }).await;
    let csm = server.csm().await;
    let replies =
        futures::future::join_all((0..24).map(|_| async { csm.get("/analytics/portfolio").await.status })).await;
    assert!(replies.iter().all(|status| *status == 200), "{replies:?}");
}
