use harness::spawn;
use reqwest::Method;

#[tokio::test]
async fn a_server_that_runs_is_alive_and_ready() {
    let server = spawn().await;
    let anyone = server.anonymous();
    let alive = anyone.get_root("/healthz").await.expect(200);
    assert_eq!(alive.value()["status"], "ok");

    let ready = anyone.get_root("/readyz").await.expect(200).value();
    assert_eq!(ready["status"], "ready");
    assert_eq!(ready["schema_version"], store::MIGRATOR.iter().map(|m| m.version).max().expect("a migration"));
    assert_eq!(ready["jobs_waiting"], 0);
}

#[tokio::test]
async fn a_server_without_its_queue_is_alive_but_not_ready() {
    let server = spawn().await;
    sqlx::query("drop schema graphile_worker cascade").execute(&server.pool).await.expect("the queue is dropped");
    server.anonymous().get_root("/healthz").await.expect(200);
    let reply = server.anonymous().get_root("/readyz").await;
    let problem = reply.problem(503, api_types::problem::ProblemCode::Unavailable);
    assert!(!problem.detail.contains("graphile"), "internals in {:?}", problem.detail);
}

#[tokio::test]
async fn every_answer_carries_an_id_and_the_security_headers() {
    let server = spawn().await;
    for path in ["/healthz", "/api/v1/client-success/clients", "/nowhere"] {
        let reply = server.anonymous().get_root(path).header("x-request-id", "trace-42").await;
        assert_eq!(reply.header("x-request-id"), "trace-42", "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert!(reply.header("content-security-policy").contains("default-src"), "{path}");
        assert!(!reply.header("content-security-policy").contains("unsafe-inline"), "{path}");
    }
    // What could break a log line is replaced, not passed on.
    let reply = server.anonymous().get_root("/healthz").header("x-request-id", "a b\"c").await;
    assert!(!reply.header("x-request-id").is_empty() && !reply.header("x-request-id").contains(' '));
}

#[tokio::test]
async fn an_answer_is_compressed_for_those_who_can_read_it() {
    let server = spawn().await;
    let reply = server.anonymous().call_root(Method::GET, "/api/openapi.json").header("accept-encoding", "br").await;
    assert_eq!(reply.header("content-encoding"), "br");
}
