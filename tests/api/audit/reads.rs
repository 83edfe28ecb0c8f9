//! Every read of client data leaves one row with what was shown, and none is lost.

use std::time::Duration;

use futures::StreamExt as _;
use harness::{TestServer, seed, spawn, within};
use uuid::Uuid;

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Row {
    actor: String,
    operation: String,
    entity: String,
    entity_ids: Vec<Uuid>,
    request_id: Option<String>,
}

async fn reads(server: &TestServer) -> Vec<Row> {
    sqlx::query_as(
        "select actor, operation, entity, entity_ids, request_id from audit_log where action = 'READ' order by request_id",
    )
    .fetch_all(&server.pool)
    .await
    .expect("the audit log")
}

#[tokio::test]
async fn a_read_leaves_one_row_with_the_ids_soon_after() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    let globex = server.client("Globex").insert().await;
    server.client("Theirs").csm(seed::OTHER_CSM).insert().await;
    server.backfill(&[acme.id, globex.id], seed::days_ago(31), server.today()).await;
    let csm = server.csm().await;
    let one = format!("/clients/{}", acme.id);
    let span = format!("?from={}&to={}", seed::days_ago(30), seed::days_ago(0));
    let requests = [
        ("01", "get_client", one.clone()),
        ("02", "get_client_health", format!("{one}/health")),
        ("03", "get_client_health_history", format!("{one}/health/history")),
        ("04", "get_client_health_drivers", format!("{one}/health/drivers{span}")),
        ("05", "get_client_overview", format!("{one}/overview")),
        ("06", "list_clients", "/clients?limit=1&sort=name".to_owned()),
        ("07", "list_clients", "/clients".to_owned()),
    ];
    for (id, _, path) in &requests {
        csm.get(path).header("x-request-id", id).await.expect(200);
    }
    // What was not shown leaves no row.
    csm.get("/clients/ext:nobody").await.expect(404);
    csm.get("/clients?colour=red").await.expect(400);

    // A second by the design; the rest is for a busy machine.
    within(Duration::from_secs(5), "every read is written", || async {
        (reads(&server).await.len() >= requests.len()).then_some(())
    })
    .await;
    let rows = reads(&server).await;
    assert_eq!(rows.len(), requests.len(), "{rows:#?}");
    for ((id, operation, _), row) in requests.iter().zip(&rows) {
        assert_eq!((row.request_id.as_deref(), row.operation.as_str()), (Some(*id), *operation));
        assert_eq!((row.actor.as_str(), row.entity.as_str()), (seed::CSM.email, "client"));
        if *id == "07" {
            let mut ids = row.entity_ids.clone();
            let mut both = vec![acme.id, globex.id];
            ids.sort_unstable();
            both.sort_unstable();
            assert_eq!(ids, both);
        } else {
            assert_eq!(row.entity_ids, [acme.id], "{operation}");
        }
    }
}

#[tokio::test]
async fn figures_over_many_clients_are_read_too() {
    let mut server = spawn().await;
    let csm = server.csm().await;
    for path in ["/analytics/portfolio", "/analytics/at-risk", "/analytics/health-distribution"] {
        csm.get(path).await.expect(200);
    }
    server.stop().await;
    let mut operations: Vec<_> = reads(&server).await.into_iter().map(|row| row.operation).collect();
    operations.sort();
    assert_eq!(operations, ["get_at_risk_summary", "get_health_distribution", "get_portfolio_summary"]);
}

#[tokio::test]
async fn a_clean_stop_loses_none_of_them() {
    let mut server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    // As many at once as the pool has connections: more would wait their turn, and this test for nothing.
    let calls = futures::stream::iter(0..150).map(|_| async { csm.get(&path).await.status });
    let replies: Vec<u16> = calls.buffer_unordered(4).collect().await;
    let answered = replies.iter().filter(|status| **status == 200).count();
    assert_eq!(answered, 150);
    server.stop().await;
    assert_eq!(reads(&server).await.len(), answered);
    let distinct: i64 = sqlx::query_scalar("select count(distinct id) from audit_log where action = 'READ'")
        .fetch_one(&server.pool)
        .await
        .expect("the audit log");
    assert_eq!(usize::try_from(distinct).ok(), Some(answered));
}

#[tokio::test]
async fn requests_in_hand_when_the_server_stops_are_answered_and_written() {
    let mut server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let call = csm.get(&path);
            tokio::spawn(async move { call.try_send().await.map(|reply| reply.status) })
        })
        .collect();
    server.stop().await;
    let mut answered = 0;
    for call in calls {
        // One that found the door closed was not answered, and needs no row.
        if let Ok(status) = call.await.expect("the call does not panic") {
            assert_eq!(status, 200);
            answered += 1;
        }
    }
    assert_eq!(reads(&server).await.len(), answered);
}

#[tokio::test]
async fn a_database_that_stumbles_loses_none_of_them() {
    let mut server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    sqlx::query("alter table audit_log add constraint no_reads check (action <> 'READ') not valid")
        .execute(&server.pool)
        .await
        .expect("a broken audit log");
    for _ in 0..20 {
        csm.get(&format!("/clients/{}", acme.id)).await.expect(200);
    }
    // The flusher has tried by now, or will: either way nothing may be gone.
    harness::eventually("the rows wait", || async {
        let metrics = server.anonymous().get_root("/metrics").await.text();
        metrics.contains("steward_audit_reads_waiting 20").then_some(())
    })
    .await;
    assert_eq!(reads(&server).await, []);
    sqlx::query("alter table audit_log drop constraint no_reads").execute(&server.pool).await.expect("mended");
    server.stop().await;
    assert_eq!(reads(&server).await.len(), 20);
}
