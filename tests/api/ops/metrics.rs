use api_types::problem::ProblemCode;
use harness::{Options, spawn, spawn_with};

#[tokio::test]
async fn requests_are_counted_by_operation_and_status() {
    let server = spawn().await;
    let csm = server.csm().await;
    csm.get("/clients").await.expect(200);
    csm.get("/clients").await.expect(200);
    csm.get("/clients?nonsense=1").await.expect(400);
    let text = server.anonymous().get_root("/metrics").await.expect(200).text();
    let has = |line: &str| assert!(text.lines().any(|l| l == line), "{line} is not in\n{text}");
    has(r#"steward_http_requests_total{operation="list_clients",status="200"} 2"#);
    has(r#"steward_http_requests_total{operation="list_clients",status="400"} 1"#);
    has(r#"steward_http_requests_total{operation="log_in",status="200"} 1"#);
    has(r#"steward_jobs{state="waiting"} 0"#);
    // Ids of clients must not become labels: they would grow without end.
    assert!(!text.contains("/clients"), "{text}");
}

#[tokio::test]
async fn metrics_ask_for_their_token_where_there_is_one() {
    let server = spawn_with(Options {
        configure: |config| config.api.metrics_token = Some("prometheus-token".to_owned().into()),
        ..Options::default()
    })
    .await;
    let anyone = server.anonymous();
    anyone.get_root("/metrics").await.problem(401, ProblemCode::Unauthenticated);
    anyone.with_token("another").get_root("/metrics").await.problem(401, ProblemCode::Unauthenticated);
    anyone.with_token("prometheus-token").get_root("/metrics").await.expect(200);
}
