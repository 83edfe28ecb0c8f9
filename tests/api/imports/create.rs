use api_types::imports::ImportBatch;
use domain::import::ImportStatus;
use harness::spawn;

use super::upload::{import, small};

async fn clients(server: &harness::TestServer) -> i64 {
    sqlx::query_scalar("select count(*) from client").fetch_one(&server.pool).await.expect("a count")
}

#[tokio::test]
async fn files_become_scored_clients() {
    let server = spawn().await;
    let admin = server.admin().await;
    let reply = import(&admin, "?as_of=2024-12-31", small()).await.expect(201);
    let batch: ImportBatch = reply.json();
    assert!(reply.header("location").ends_with(&format!("/imports/{}", batch.id)));
    assert_eq!((batch.status, batch.source.as_str(), batch.dry_run), (ImportStatus::Applied, "API", false));
    assert_eq!(batch.as_of.to_string(), "2024-12-31");
    assert!(batch.started_by.is_some() && batch.finished_at.is_some());
    let created = |entity: &str| batch.files.iter().find(|f| f.entity == entity).map(|f| (f.rows_read, f.rows_created));
    assert_eq!(created("clients"), Some((12, 12)));
    assert_eq!(created("surveys"), Some((20, 13)));
    assert_eq!(created("feature_usage"), Some((24, 24)));
    assert!(batch.files.iter().any(|f| f.warnings.iter().any(|w| w.column.as_deref() == Some("churn_flag"))));
    let scores = batch.score_report.expect("scored");
    assert!(scores.active_clients > 0 && scores.scored_clients * 100 >= scores.active_clients * 80, "{scores:?}");
    assert_eq!(clients(&server).await, 12);
    let audited: i64 = sqlx::query_scalar(
        "select count(*) from audit_log where operation = 'create_import' and entity_ids = array[$1]",
    )
    .bind(batch.id.0)
    .fetch_one(&server.pool)
    .await
    .expect("a count");
    assert_eq!(audited, 1);

    // The same again changes nothing.
    let again: ImportBatch = import(&admin, "?as_of=2024-12-31", small()).await.expect(201).json();
    assert!(again.files.iter().all(|f| f.rows_created + f.rows_updated + f.rows_rejected == 0), "{:#?}", again.files);
}

#[tokio::test]
async fn a_dry_run_leaves_its_report_only() {
    let server = spawn().await;
    let admin = server.admin().await;
    let batch: ImportBatch = import(&admin, "?as_of=2024-12-31&dry_run=true", small()).await.expect(201).json();
    assert!(batch.dry_run && batch.score_report.is_none());
    assert_eq!(batch.files.iter().find(|f| f.entity == "clients").map(|f| f.rows_created), Some(12));
    assert_eq!(clients(&server).await, 0);
    let read: ImportBatch = admin.get(&format!("/imports/{}", batch.id)).await.ok();
    assert_eq!(read, batch);
    admin.post(&format!("/imports/{}/undo", batch.id)).await.any_problem();
}

#[tokio::test]
async fn servers_that_share_a_folder_keep_out_of_each_others_files() {
    // The same clock and the same seed: whatever they derive from those, they derive alike.
    let (one, other) = (spawn().await, spawn().await);
    let (mine, yours) = (one.admin().await, other.admin().await);
    for _ in 0..3 {
        let (here, there) = tokio::join!(
            import(&mine, "?as_of=2024-12-31&dry_run=true", small()),
            import(&yours, "?as_of=2024-12-31&dry_run=true", small())
        );
        here.expect(201);
        there.expect(201);
    }
}
