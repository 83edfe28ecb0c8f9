use api_types::{
    clients::{Client, UpdateClient},
    problem::ProblemCode as P,
};
use domain::client::{LifecycleStatus, SizeSegment};
use harness::{ApiClient, Reply, TestServer, date, seed, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

async fn put(caller: &ApiClient, id: Uuid, version: i32, body: Value) -> Reply {
    caller.put(&format!("/clients/{id}")).if_match(&format!("\"v{version}\"")).json(&body).await
}

async fn audit_changes(server: &TestServer, id: Uuid) -> Vec<(String, Value)> {
    sqlx::query_as(
        "select actor, changes from audit_log where operation = 'update_client' and $1 = any(entity_ids) order by occurred_at, ctid",
    )
    .bind(id)
    .fetch_all(&server.pool)
    .await
    .expect("the audit log")
}

#[tokio::test]
async fn an_edit_changes_what_it_names_and_leaves_the_rest() {
    let server = spawn().await;
    let acme = server.client("Acme").tags(&["pilot"]).segment("Strategic").insert().await;
    let csm = server.csm().await;
    let edit = UpdateClient {
        tags: Some(vec![" emea ".to_owned(), "pilot".to_owned(), "emea".to_owned()]),
        ..UpdateClient::default()
    };
    let reply = put(&csm, acme.id, 1, json!(edit)).await.expect(200);
    assert_eq!(reply.header("etag"), "\"v2\"");
    let client: Client = reply.json();
    assert_eq!((client.summary.tags, client.version), (vec!["emea".to_owned(), "pilot".to_owned()], 2));
    assert_eq!(client.summary.segment.as_deref(), Some("Strategic"));

    // Null clears, absent leaves.
    let client: Client = put(&csm, acme.id, 2, json!({"segment": null})).await.ok();
    assert_eq!((client.summary.segment, client.version), (None, 3));
    assert_eq!(client.summary.tags, ["emea", "pilot"]);
    let client: Client = put(&csm, acme.id, 3, json!({"segment": "  Growth "})).await.ok();
    assert_eq!(client.summary.segment.as_deref(), Some("Growth"));
    // What is read afterwards is what was answered.
    let read: Client = csm.get(&format!("/clients/{}", acme.id)).await.ok();
    assert_eq!((read.version, read.summary.segment), (4, client.summary.segment));

    let changes = audit_changes(&server, acme.id).await;
    assert!(changes.iter().all(|(actor, _)| actor == seed::CSM.email));
    let changes: Vec<Value> = changes.into_iter().map(|(_, changes)| changes).collect();
    assert_eq!(
        changes,
        [
            json!({"tags": {"from": ["pilot"], "to": ["emea", "pilot"]}}),
            json!({"segment": {"from": "Strategic", "to": null}}),
            json!({"segment": {"from": null, "to": "Growth"}}),
        ]
    );
}

#[tokio::test]
async fn an_edit_that_changes_nothing_leaves_no_trace() {
    let server = spawn().await;
    let acme = server.client("Acme").tags(&["pilot"]).insert().await;
    let csm = server.csm().await;
    for body in [json!({}), json!({"tags": ["pilot"]}), json!({"segment": ""})] {
        let reply = put(&csm, acme.id, 1, body).await.expect(200);
        assert_eq!(reply.header("etag"), "\"v1\"");
    }
    assert_eq!(audit_changes(&server, acme.id).await, []);
    assert_eq!(server.queued_jobs("recompute_requested").await, 0);
}

#[tokio::test]
async fn of_two_edits_made_from_one_version_one_wins() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    let (one, two) =
        tokio::join!(put(&csm, acme.id, 1, json!({"segment": "One"})), put(&vp, acme.id, 1, json!({"segment": "Two"})));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let loser = if one.status == 412 { one } else { two };
    loser.problem(412, P::PreconditionFailed);
    assert_eq!(audit_changes(&server, acme.id).await.len(), 1);
}

#[tokio::test]
async fn what_is_understood_but_wrong_is_pointed_at() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let many: Vec<String> = (0..51).map(|n| format!("tag {n}")).collect();
    let cases = [
        (json!({"tags": [""]}), "/tags/0", "invalid-tag"),
        (json!({"tags": ["fine", "a,b"]}), "/tags/1", "invalid-tag"),
        (json!({"tags": ["x".repeat(61)]}), "/tags/0", "invalid-tag"),
        (json!({"tags": ["line\nbreak"]}), "/tags/0", "invalid-tag"),
        (json!({"tags": many}), "/tags", "too-many"),
        (json!({"segment": "x".repeat(121)}), "/segment", "invalid-text"),
        (json!({"expected_dau_override": 0}), "/expected_dau_override", "too-small"),
        (json!({"expected_dau_override": -5}), "/expected_dau_override", "too-small"),
        (json!({"lifecycle_status": "CHURNED"}), "/churned_at", "required"),
        (json!({"lifecycle_status": "CHURNED", "churned_at": "2026-06-11"}), "/churned_at", "in-the-future"),
        (
            json!({"lifecycle_status": "CHURNED", "churned_at": "2026-06-01", "churn_reason": "x".repeat(501)}),
            "/churn_reason",
            "invalid-text",
        ),
    ];
    for (body, pointer, code) in cases {
        let reply = put(&csm, acme.id, 1, body.clone()).await;
        assert_eq!(reply.status, 422, "{body} answered {}: {}", reply.status, reply.text());
        let problem = reply.problem(422, P::Invalid);
        let found: Vec<_> = problem.errors.iter().map(|field| (field.pointer.as_str(), field.code.as_str())).collect();
        assert_eq!(found, [(pointer, code)], "{body}");
    }
    // All mistakes at once, not one at a time.
    let reply = put(&csm, acme.id, 1, json!({"tags": ["", "a,b"], "segment": "x".repeat(121)})).await;
    assert_eq!(reply.problem(422, P::Invalid).errors.len(), 3);
    // Nothing of it was written.
    assert_eq!(csm.get(&format!("/clients/{}", acme.id)).await.ok::<Client>().version, 1);
    // At the limits it passes.
    let most: Vec<String> = (0..50).map(|n| format!("{n:060}")).collect();
    put(&csm, acme.id, 1, json!({"tags": most, "segment": "é".repeat(120)})).await.expect(200);
}

#[tokio::test]
async fn a_client_leaves_and_comes_back() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    server.recompute_all().await;
    let csm = server.csm().await;
    let body = json!({"lifecycle_status": "CHURNED", "churned_at": "2026-06-09", "churn_reason": "price"});
    let client: Client = put(&csm, acme.id, 1, body).await.ok();
    assert_eq!(client.churned_at, Some(date("2026-06-09")));
    server.run_jobs().await;
    let gone: Client = csm.get(&format!("/clients/{}", acme.id)).await.ok();
    assert_eq!((gone.summary.lifecycle_status, gone.summary.current_health_score), (LifecycleStatus::Churned, None));
    assert!(gone.summary.at_risk_reasons.is_empty());
    let total = csm.get("/clients").await.value()["pagination"]["total"].clone();
    assert_eq!(total, 0);

    let client: Client = put(&csm, acme.id, 2, json!({"lifecycle_status": "ACTIVE"})).await.ok();
    assert_eq!((client.churned_at, client.churn_reason), (None, None));
    server.run_jobs().await;
    assert_eq!(csm.get("/clients").await.value()["pagination"]["total"], 1);
}

#[tokio::test]
async fn the_score_follows_an_edit() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    server.recompute_all().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    let before: Client = csm.get(&path).await.ok();
    // 15 daily users where 20 were expected become 15 where 60 are.
    put(&csm, acme.id, 1, json!({"expected_dau_override": 60})).await.expect(200);
    let waiting: i64 = sqlx::query_scalar("select count(*) from recalculation_request where client_id = $1")
        .bind(acme.id)
        .fetch_one(&server.pool)
        .await
        .expect("requests");
    assert_eq!((waiting, server.queued_jobs("recompute_requested").await), (1, 1));
    let unchanged: Client = csm.get(&path).await.ok();
    assert_eq!(unchanged.summary.current_health_score, before.summary.current_health_score);

    server.run_jobs().await;
    let after: Client = csm.get(&path).await.ok();
    // Usage has 25 of 100 points: from 75 to 25 takes 12.5 away.
    let moved = before.summary.current_health_score.zip(after.summary.current_health_score).map(|(a, b)| b - a);
    assert!(matches!(moved, Some(-13 | -12)), "{moved:?}");
    assert_eq!(after.version, 2, "computing a score is no edit");
    assert_eq!(server.queued_jobs("recompute_requested").await, 0);
}

#[tokio::test]
async fn segment_and_size_keep_their_history() {
    let server = spawn().await;
    let acme = server.client("Acme").segment("Growth").since(date("2025-05-01")).insert().await;
    let csm = server.csm().await;
    put(&csm, acme.id, 1, json!({"segment": "Strategic"})).await.expect(200);
    let client: Client = put(&csm, acme.id, 2, json!({"size_segment_override": "SMB"})).await.ok();
    assert_eq!((client.summary.size_segment, client.size_segment_override), (SizeSegment::Smb, Some(SizeSegment::Smb)));
    let history: Vec<(String, Option<String>, String, String)> = sqlx::query_as(
        "select valid_from::text, valid_to::text, segment, size_segment from contract_history where client_id = $1 order by valid_from",
    )
    .bind(acme.id)
    .fetch_all(&server.pool)
    .await
    .expect("the history");
    let row = |from: &str, to: Option<&str>, segment: &str, size: &str| {
        (from.to_owned(), to.map(str::to_owned), segment.to_owned(), size.to_owned())
    };
    // Two changes on one day are one.
    assert_eq!(
        history,
        [row("2025-05-01", Some("2026-06-10"), "Growth", "ENTERPRISE"), row("2026-06-10", None, "Strategic", "SMB"),]
    );
}

#[tokio::test]
async fn an_edit_that_fails_half_way_leaves_nothing() {
    let server = spawn().await;
    let acme = server.client("Acme").tags(&["pilot"]).insert().await;
    let csm = server.csm().await;
    sqlx::query("alter table audit_log add constraint no_audit check (operation <> 'update_client') not valid")
        .execute(&server.pool)
        .await
        .expect("a broken audit log");
    let reply = put(&csm, acme.id, 1, json!({"tags": ["emea"]})).await;
    reply.problem(500, P::Internal);
    let client: Client = csm.get(&format!("/clients/{}", acme.id)).await.ok();
    assert_eq!((client.summary.tags, client.version), (vec!["pilot".to_owned()], 1));
    assert_eq!(server.queued_jobs("recompute_requested").await, 0);
    let requests: i64 = sqlx::query_scalar("select count(*) from recalculation_request")
        .fetch_one(&server.pool)
        .await
        .expect("requests");
    assert_eq!(requests, 0);
}
