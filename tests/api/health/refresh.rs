use api_types::health::HealthDetails;
use harness::{
    seed::{self, days_ago},
    spawn,
};

#[tokio::test]
async fn a_score_is_computed_again_at_once() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    acme.ordinary().await;
    let csm = server.csm().await;
    let first: HealthDetails = csm.post("/clients/ext:A-1/health/refresh").await.ok();
    let before = first.overall_score.expect("a score");

    acme.usage(days_ago(29), days_ago(0), 5).await;
    server.advance(chrono::Duration::minutes(5));
    let second: HealthDetails = csm.post("/clients/ext:A-1/health/refresh").await.ok();
    let moved = second.overall_score.expect("a score") - before;
    assert!(matches!(moved, -13 | -12), "{moved}");
    assert_eq!(second.computed_at, Some(server.now()));
    // What was answered is what is stored, and the day has one score.
    assert_eq!(csm.get("/clients/ext:A-1/health").await.ok::<HealthDetails>(), second);
    let rows: i64 =
        sqlx::query_scalar("select count(*) from client_health_score").fetch_one(&server.pool).await.expect("scores");
    assert_eq!(rows, 1);

    let log: Vec<(String, String)> =
        sqlx::query_as("select action, actor from audit_log where operation = 'refresh_client_health'")
            .fetch_all(&server.pool)
            .await
            .expect("the audit log");
    assert_eq!(log, vec![("RUN".to_owned(), seed::CSM.email.to_owned()); 2]);
}

#[tokio::test]
async fn two_refreshes_at_once_do_not_get_in_each_others_way() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/health/refresh", acme.id);
    let refreshed =
        futures::future::join_all((0..6).map(|_| async { csm.post(&path).await.ok::<HealthDetails>() })).await;
    assert!(refreshed.iter().all(|health| health.overall_score == refreshed[0].overall_score));
}
