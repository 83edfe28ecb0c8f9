use api_types::{activities::Activity, page::Page};
use domain::work::ActivityType;
use harness::{seed, spawn};
use serde_json::json;

#[tokio::test]
async fn activities_are_filtered_searched_and_paged() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    acme.activity(ActivityType::Qbr, 40).await;
    let csm = server.csm().await;
    for (day, kind, subject) in [(1, "CALL", "Renewal 100%"), (2, "EMAIL", "Renewal 1000"), (3, "CALL", "Usage")] {
        let at = seed::noon(seed::days_ago(day));
        let body = json!({"activity_type": kind, "subject": subject, "occurred_at": at, "outcome": "RISK_IDENTIFIED"});
        csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201);
    }
    let subjects = async |query: &str| {
        let page: Page<Activity> = csm.get(&format!("/clients/ext:A-1/activities{query}")).await.ok();
        page.data.into_iter().map(|row| row.subject).collect::<Vec<_>>()
    };
    assert_eq!(subjects("").await, ["Renewal 100%", "Renewal 1000", "Usage", "A talk"]);
    assert_eq!(subjects("?activity_type=CALL,QBR").await, ["Renewal 100%", "Usage", "A talk"]);
    assert_eq!(subjects("?q=100%25").await, ["Renewal 100%"]);
    assert_eq!(subjects("?outcome=SUCCESSFUL_ENGAGEMENT").await, ["A talk"]);
    assert_eq!(subjects(&format!("?performed_by_id={}", seed::VP.id())).await, [""; 0]);
    let first: Page<Activity> = csm.get("/clients/ext:A-1/activities?limit=3").await.ok();
    let cursor = first.pagination.next_cursor.expect("more");
    assert_eq!(subjects(&format!("?limit=3&cursor={cursor}")).await, ["A talk"]);
    for query in ["?activity_type=DANCE", "?colour=red", "?limit=0", "?q=%00"] {
        assert_eq!(csm.get(&format!("/clients/ext:A-1/activities{query}")).await.status, 400, "{query}");
    }
}
