use api_types::{imports::ImportBatch, problem::ProblemCode};
use domain::import::ImportStatus;
use harness::spawn;

use super::upload::{import, small};

#[tokio::test]
async fn an_import_can_be_taken_back_but_not_what_people_changed() {
    let server = spawn().await;
    let admin = server.admin().await;
    let batch: ImportBatch = import(&admin, "?as_of=2024-12-31", small()).await.expect(201).json();
    // Through the API, as a person would.
    let client = admin.get("/clients/ext:A-03").await.expect(200);
    admin
        .put("/clients/ext:A-03")
        .if_match(client.header("etag"))
        .json(&serde_json::json!({"tags": ["vip"]}))
        .await
        .expect(200);

    let undone: ImportBatch = admin.post(&format!("/imports/{}/undo", batch.id)).await.ok();
    assert_eq!(undone.status, ImportStatus::Undone);
    let report = undone.undo_report.clone().expect("a report");
    let left: Vec<_> =
        report.rows_left.iter().map(|l| (l.entity.as_str(), l.key.as_str(), l.reason.as_str())).collect();
    assert_eq!(left, [("clients", "A-03", "edited since")]);
    assert_eq!(report.rows_left_total, 1);
    admin.get("/clients/ext:A-01").await.problem(404, ProblemCode::NotFound);
    admin.get("/clients/ext:A-03").await.expect(200);
    let scores: i64 =
        sqlx::query_scalar("select count(*) from client_health_score where client_id not in (select id from client)")
            .fetch_one(&server.pool)
            .await
            .expect("a count");
    assert_eq!(scores, 0);

    admin.post(&format!("/imports/{}/undo", batch.id)).await.problem(409, ProblemCode::Conflict);
    server.vp().await.post(&format!("/imports/{}/undo", batch.id)).await.problem(403, ProblemCode::Forbidden);
    let read: ImportBatch = admin.get(&format!("/imports/{}", batch.id)).await.ok();
    assert_eq!(read, undone);
}
