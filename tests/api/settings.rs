//! What a tenant sets for itself holds everywhere.

use harness::{TestServer, seed::Figures, spawn};
use serde_json::{Value, json};

async fn set(server: &TestServer, settings: Value) {
    sqlx::query("insert into metric_settings (version, settings) values (1, $1)")
        .bind(settings)
        .execute(&server.pool)
        .await
        .expect("set");
}

#[tokio::test]
async fn money_is_in_the_currency_of_the_tenant() {
    let server = spawn().await;
    set(&server, json!({"reporting_currency": "EUR"})).await;
    let acme = server.client("Acme").figures(Figures { health: Some(50), ..Figures::default() }).insert().await;
    sqlx::query(
        "insert into client_alert (client_id, id, alert_type, severity, title, description, dedupe_key, last_seen_at)
         values ($1, uuid_v7(), 'HEALTH_DROP', 'HIGH', 'Health fell', 'By 11 points', 'k', $2)",
    )
    .bind(acme.id)
    .bind(server.now())
    .execute(&server.pool)
    .await
    .expect("an alert");
    let csm = server.csm().await;
    for (path, at) in [
        ("/clients".to_owned(), "/data/0/currency"),
        (format!("/clients/{}", acme.id), "/currency"),
        (format!("/clients/{}/overview", acme.id), "/client/currency"),
        ("/analytics/portfolio".to_owned(), "/arr/unit"),
        ("/analytics/at-risk".to_owned(), "/currency"),
        ("/alerts/by-client".to_owned(), "/data/0/client/currency"),
    ] {
        let body = csm.get(&path).await.expect(200).value();
        assert_eq!(body.pointer(at), Some(&json!("EUR")), "{path}: {body}");
    }
    let tags = json!({"tags": ["pilot"]});
    let edited = csm.put(&format!("/clients/{}", acme.id)).if_match("\"v1\"").json(&tags).await.expect(200).value();
    assert_eq!(edited["currency"], "EUR");
}
