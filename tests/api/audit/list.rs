use api_types::{audit::AuditEvent, page::Stretch, problem::ProblemCode as P};
use domain::audit::AuditAction;
use harness::{ApiClient, TestServer, seed, spawn};
use serde_json::json;

use crate::work;

async fn rows(admin: &ApiClient, query: &str) -> Vec<AuditEvent> {
    let stretch: Stretch<AuditEvent> = admin.get(&format!("/audit{query}")).await.ok();
    stretch.data
}

async fn operations(admin: &ApiClient, query: &str) -> Vec<String> {
    rows(admin, query).await.into_iter().map(|row| row.operation).collect()
}

/// Two clients, and three edits of them by two people, a minute apart.
async fn edits(server: &TestServer) -> ApiClient {
    server.client("Acme").external_id("A-1").insert().await;
    server.client("Globex").external_id("G-1").csm(seed::OTHER_CSM).insert().await;
    let admin = server.admin().await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    server.advance(chrono::Duration::minutes(1));
    csm.post("/clients/ext:A-1/contacts").json(&json!({"name": "Sarah", "role": "USER"})).await.expect(201);
    server.advance(chrono::Duration::minutes(1));
    let tags = json!({"tags": ["pilot"]});
    vp.put("/clients/ext:G-1").if_match("\"v1\"").header("x-request-id", "r-42").json(&tags).await.expect(200);
    server.advance(chrono::Duration::minutes(1));
    csm.post("/clients/ext:A-1/activities").json(&json!({"activity_type": "CALL", "subject": "Hi"})).await.expect(201);
    admin
}

#[tokio::test]
async fn the_log_is_read_newest_first_with_names_and_filters() {
    let server = spawn().await;
    let admin = edits(&server).await;
    let all = ["create_client_activity", "update_client", "create_client_contact"];
    let writes = "?action=CREATE,UPDATE,DELETE";
    assert_eq!(operations(&admin, writes).await, all);
    let edit = &rows(&admin, writes).await[1];
    assert_eq!(
        (edit.actor.as_str(), edit.action, edit.entity.as_str()),
        (seed::VP.email, AuditAction::Update, "client")
    );
    assert_eq!(edit.user.as_ref().map(|user| user.name.as_str()), Some("Vera Lund"));
    assert_eq!((edit.request_id.as_deref(), edit.entity_count, edit.clients.len()), (Some("r-42"), 1, 1));
    assert_eq!(edit.clients[0].name, "Globex");
    assert_eq!(edit.changes, Some(json!({"tags": {"from": [], "to": ["pilot"]}})));
    assert!(edit.ip_address.is_some() && edit.api_key.is_none());

    let globex = edit.clients[0].id;
    assert_eq!(operations(&admin, &format!("{writes}&client_id={globex}")).await, ["update_client"]);
    assert_eq!(operations(&admin, &format!("{writes}&user_id={}", seed::CSM.id())).await, [all[0], all[2]]);
    assert_eq!(operations(&admin, "?action=UPDATE").await, ["update_client"]);
    assert_eq!(operations(&admin, "?entity=client_contact").await, ["create_client_contact"]);
    assert_eq!(operations(&admin, "?entity=client_contact,client_activity").await, [all[0], all[2]]);
    assert_eq!(operations(&admin, "?q=r-42").await, ["update_client"]);
    assert_eq!(operations(&admin, "?q=CLIENT_ACT").await, ["create_client_activity"]);
    assert_eq!(operations(&admin, &format!("{writes}&q=vera@")).await, ["update_client"]);
    assert!(operations(&admin, "?q=%25%25%25").await.is_empty());
    assert!(operations(&admin, "?from=2026-06-11&to=2026-06-12").await.is_empty());
    assert_eq!(operations(&admin, "?action=CREATE,UPDATE&from=2026-06-10&to=2026-06-10").await, all);
    assert!(operations(&admin, "?to=2026-06-09").await.is_empty());
    let sign_ins = rows(&admin, "?action=LOGIN").await;
    assert!(sign_ins.len() >= 3 && sign_ins.iter().all(|row| row.operation == "log_in"));
}

#[tokio::test]
async fn a_cursor_walks_on_where_the_stretch_ended() {
    let server = spawn().await;
    let admin = edits(&server).await;
    let mut walked = vec![];
    let mut cursor = String::new();
    loop {
        let path = format!("/audit?limit=1&action=CREATE,UPDATE{cursor}");
        let stretch: Stretch<AuditEvent> = admin.get(&path).await.ok();
        walked.extend(stretch.data.into_iter().map(|row| row.operation));
        // What is written meanwhile is newer, and moves nothing.
        server.advance(chrono::Duration::seconds(1));
        server.csm().await.post("/clients/ext:A-1/notes").json(&json!({"content": "x"})).await.expect(201);
        let Some(next) = stretch.pagination.next_cursor else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(walked, ["create_client_activity", "update_client", "create_client_contact"]);
    let first: Stretch<AuditEvent> = admin.get("/audit?limit=1").await.ok();
    let foreign = first.pagination.next_cursor.expect("more");
    let other = format!("/audit?limit=1&action=LOGIN&cursor={foreign}");
    admin.get(&other).await.problem(400, P::InvalidCursor);
}

#[tokio::test]
async fn what_cannot_be_asked_is_pointed_at() {
    let server = spawn().await;
    let admin = server.admin().await;
    for (query, pointer) in [
        ("?action=SING", "action"),
        ("?entity=Robert'); drop table", "entity"),
        ("?entity=", "entity"),
        ("?q=ab", "q"),
        ("?user_id=7", "user_id"),
        ("?client_id=ext:A-1", "client_id"),
        ("?from=yesterday", "from"),
        ("?from=2026-06-11&to=2026-06-10", "from"),
        ("?from=2025-01-01&to=2026-06-10", "from"),
        ("?to=9999-12-31", "to"),
        ("?from=0001-01-01&to=0001-01-02", "from"),
        ("?page=2", "page"),
        ("?colour=red", "colour"),
    ] {
        for path in ["/audit", "/audit/export"] {
            let reply = admin.get(&format!("{path}{}", query.replace(' ', "%20"))).await;
            if query == "?entity=" && reply.status == 200 {
                continue;
            }
            let problem = reply.problem(400, P::Malformed);
            assert_eq!(problem.errors[0].pointer, pointer, "{path}{query}");
        }
    }
}

#[tokio::test]
async fn a_private_note_is_named_by_its_client_alone() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let author = server.csm().await;
    let body = json!({"title": "zyxwvut", "content": "zyxwvut", "is_private": true});
    let note = author.post("/clients/ext:A-1/notes").json(&body).await.expect(201).value()["id"].clone();
    let note = note.as_str().expect("an id").to_owned();
    // The author's reads hold the id of the note in the log.
    author.get(&format!("/notes/{note}")).await.expect(200);
    author.get("/clients/ext:A-1/timeline").await.expect(200);
    let admin = server.admin().await;
    let reads = "?q=get_&action=READ";
    harness::within(std::time::Duration::from_secs(5), "the reads are written", || async {
        (operations(&admin, reads).await.len() >= 2).then_some(())
    })
    .await;
    let before: i64 = sqlx::query_scalar("select count(*) from audit_log where entity_ids @> array[$1::uuid]")
        .bind(uuid::Uuid::parse_str(&note).expect("an id"))
        .fetch_one(&server.pool)
        .await
        .expect("a count");
    assert!(before >= 2, "the probe finds nothing: {before}");
    for path in ["/audit", "/audit?entity=client_note", "/audit/export"] {
        let text = admin.get(path).await.expect(200).text();
        assert!(text.contains("create_client_note") && text.contains("Acme"), "GET {path}: {text}");
        assert!(!text.contains("zyxwvut") && !text.contains(&note), "GET {path} tells it: {text}");
    }
    // A note that was written for all is no secret in the rows of those who read it.
    let open = work::note(&server, "A-1", &seed::CSM).await;
    server.vp().await.get(&format!("/notes/{open}")).await.expect(200);
}
