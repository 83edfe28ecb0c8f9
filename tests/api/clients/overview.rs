use api_types::{
    clients::{Client, ClientOverview},
    health::{HealthDetails, HealthDrivers, HealthHistory},
};
use harness::{seed::days_ago, spawn};

#[tokio::test]
async fn the_overview_is_what_its_parts_say() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    acme.usage(days_ago(20), days_ago(0), 4).await;
    server.backfill(&[acme.id], days_ago(60), server.today()).await;
    let csm = server.csm().await;
    let get = |path: &str| csm.get(&format!("/clients/{}{path}", acme.id));

    let reply = get("/overview").await.expect(200);
    assert_eq!(reply.header("etag"), "\"v1\"");
    let overview: ClientOverview = reply.json();
    let client: Client = get("").await.ok();
    let health: HealthDetails = get("/health").await.ok();
    let history: HealthHistory = get("/health/history").await.ok();
    let drivers: HealthDrivers = get(&format!("/health/drivers?from={}&to={}", days_ago(30), days_ago(0))).await.ok();
    assert_eq!((overview.client, overview.health), (client, health));
    assert_eq!(overview.history, history);
    assert_eq!(overview.drivers, Some(drivers));
    assert_eq!(overview.history.points.len(), 61);
}

#[tokio::test]
async fn a_client_nothing_is_known_about_has_an_overview_too() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let overview: ClientOverview = server.csm().await.get(&format!("/clients/{}/overview", acme.id)).await.ok();
    assert_eq!((overview.health.overall_score, overview.drivers), (None, None));
    assert!(overview.health.overall_score_null_reason.is_some());
    assert!(overview.history.points.is_empty());
    assert_eq!(overview.health.components.len(), 6);
}
