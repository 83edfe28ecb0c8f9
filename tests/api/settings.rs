//! What a tenant sets for itself holds everywhere.

use api_types::{
    activities::Activity,
    page::{Page, Stretch},
    timeline::TimelineEntry,
};
use harness::{Options, TestServer, date, seed::Figures, spawn, spawn_with};
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

/// Half past eleven in the evening of the 9th in Los Angeles; in UTC it is the 10th already.
#[tokio::test]
async fn today_is_the_date_where_the_tenant_reports() {
    let now = "2026-06-10T06:30:00Z".parse().expect("an instant");
    let server = spawn_with(Options { now, ..Options::default() }).await;
    set(&server, json!({"reporting_tz": "America/Los_Angeles"})).await;
    let figures = Figures { health: Some(50), renewal: Some(date("2026-06-09")), ..Figures::default() };
    let acme = server.client("Acme").external_id("A-1").figures(figures).insert().await;
    let csm = server.csm().await;
    // The call was this evening, and what was promised is due today: late tomorrow.
    let body = json!({"activity_type": "CALL", "subject": "This evening", "occurred_at": "2026-06-10T06:00:00Z",
                      "follow_up_date": "2026-06-09"});
    let logged: Activity = csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201).json();
    assert!(!logged.follow_up_overdue);
    let read: Activity = csm.get(&format!("/activities/{}", logged.id)).await.ok();
    let list: Page<Activity> = csm.get("/clients/ext:A-1/activities").await.ok();
    assert!(!read.follow_up_overdue && !list.data[0].follow_up_overdue);
    let overdue: Page<Activity> = csm.get("/follow-ups?status=OVERDUE").await.ok();
    assert_eq!(overdue.data, []);

    // The renewal is due today as well.
    let due = csm.get("/clients?renewal_within_days=0").await.expect(200).value();
    assert_eq!((&due["pagination"]["total"], &due["data"][0]["days_to_renewal"]), (&json!(1), &json!(0)));
    let client = csm.get("/clients/ext:A-1").await.expect(200).value();
    assert_eq!(client["days_to_renewal"], 0);

    // Days of a timeline are the tenant's, also where only a day is known.
    sqlx::query("update client set churned_at = '2026-06-10' where id = $1")
        .bind(acme.id)
        .execute(&server.pool)
        .await
        .expect("gone tomorrow");
    let titles = async |query: &str| {
        let stretch: Stretch<TimelineEntry> = csm.get(&format!("/clients/ext:A-1/timeline?{query}")).await.ok();
        stretch.data.into_iter().map(|entry| entry.title).collect::<Vec<_>>()
    };
    assert_eq!(titles("from=2026-06-09&to=2026-06-09").await, ["This evening"]);
    assert_eq!(titles("from=2026-06-10&to=2026-06-10").await, ["Left us"]);
    assert_eq!(titles("from=2026-06-09").await, ["This evening", "Left us"]);
    let file = csm.get("/clients/ext:A-1/timeline.csv?from=2026-06-10&to=2026-06-10").await.expect(200).text();
    assert!(file.contains("2026-06-10,KEY_EVENT,Left us") && !file.contains("This evening"), "{file}");
}
