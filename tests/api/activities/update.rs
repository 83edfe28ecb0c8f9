use api_types::{activities::Activity, problem::ProblemCode as P};
use harness::{seed, spawn};
use serde_json::json;
use uuid::Uuid;

use crate::work::{activity, audited};

#[tokio::test]
async fn another_month_moves_the_activity_and_keeps_its_id() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let id = activity(&server, "A-1", &seed::CSM).await;
    let csm = server.csm().await;
    let path = format!("/activities/{id}");
    for (version, day) in [(1, "2026-04-30"), (2, "2020-02-29"), (3, "2026-06-10")] {
        let at = format!("{day}T08:30:00Z");
        let reply =
            csm.put(&path).if_match(&format!("\"v{version}\"")).json(&json!({"occurred_at": at})).await.expect(200);
        let moved: Activity = reply.json();
        assert_eq!((moved.id.0, moved.version), (id, version + 1));
        assert_eq!(moved.occurred_at.to_rfc3339(), format!("{day}T08:30:00+00:00"));
        let rows: Vec<(Uuid, String)> =
            sqlx::query_as("select id, tableoid::regclass::text from client_activity where id = $1")
                .bind(id)
                .fetch_all(&server.pool)
                .await
                .expect("the rows");
        let month = format!("client_activity_y{}m{}", &day[..4], &day[5..7]);
        assert_eq!(rows, [(id, month)]);
    }
    assert_eq!(audited(&server, "update_activity").await.len(), 3);
    assert_eq!(server.queued_jobs("recompute_requested").await, 1);
}

#[tokio::test]
async fn of_two_edits_that_move_it_one_wins() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let id = activity(&server, "A-1", &seed::CSM).await;
    let csm = server.csm().await;
    let put = async |day: &str| {
        let body = json!({"occurred_at": format!("{day}T08:00:00Z")});
        csm.put(&format!("/activities/{id}")).if_match("\"v1\"").json(&body).await.status
    };
    let (a, b, c) = tokio::join!(put("2025-11-01"), put("2025-10-01"), put("2025-09-01"));
    let mut statuses = [a, b, c];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412, 412]);
}

#[tokio::test]
async fn only_who_logged_it_may_change_it() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    let id = activity(&server, "A-1", &seed::CSM).await;
    let change = json!({"subject": "Mine now"});
    let path = format!("/activities/{id}");
    for other in [server.vp().await, server.admin().await] {
        other.put(&path).if_match("\"v1\"").json(&change).await.problem(403, P::Forbidden);
    }
    server.other_csm().await.put(&path).if_match("\"v1\"").json(&change).await.problem(404, P::NotFound);
    // What came from elsewhere is nobody's to change.
    acme.activity(domain::work::ActivityType::Call, 3).await;
    let imported: Uuid = sqlx::query_scalar("select id from client_activity where performed_by_id is null")
        .fetch_one(&server.pool)
        .await
        .expect("it");
    let csm = server.csm().await;
    csm.put(&format!("/activities/{imported}")).if_match("\"v1\"").json(&change).await.problem(403, P::Forbidden);
    csm.put(&path).json(&change).await.problem(428, P::PreconditionRequired);
    csm.put(&path).if_match("\"v2\"").json(&change).await.problem(412, P::PreconditionFailed);
    csm.put(&path).if_match("\"v1\"").json(&change).await.expect(200);
}
