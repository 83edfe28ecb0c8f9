use api_types::{notes::Note, page::Page, problem::ProblemCode as P};
use domain::work::NoteType;
use harness::{seed, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::work::{audited, note};

#[tokio::test]
async fn a_note_is_written_read_by_colleagues_and_changed_by_its_author_alone() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    let body = json!({"title": "Renewal", "content": "<img src=x onerror=alert(1)>", "note_type": "STRATEGY"});
    let reply = csm.post("/clients/ext:A-1/notes").json(&body).await.expect(201);
    assert_eq!(reply.header("etag"), "\"v1\"");
    let written: Note = reply.json();
    assert_eq!(written.content, "<img src=x onerror=alert(1)>");
    assert_eq!((written.note_type, written.created_by.id), (NoteType::Strategy, seed::CSM.staff_id()));
    let path = format!("/notes/{}", written.id);
    let read: Note = vp.get(&path).await.ok();
    assert_eq!(read, written);
    vp.put(&path).if_match("\"v1\"").json(&json!({"content": "Mine"})).await.problem(403, P::Forbidden);
    vp.delete(&path).await.problem(403, P::Forbidden);

    let changed: Note = csm.put(&path).if_match("\"v1\"").json(&json!({"title": null})).await.ok();
    assert_eq!((changed.title, changed.version, changed.content), (None, 2, written.content));
    csm.put(&path).if_match("\"v1\"").json(&json!({"content": "Late"})).await.problem(412, P::PreconditionFailed);
    csm.put(&path).json(&json!({"content": "Late"})).await.problem(428, P::PreconditionRequired);
    csm.delete(&path).await.expect(204);
    csm.get(&path).await.problem(404, P::NotFound);
    let changes: Vec<Option<Value>> = audited(&server, "update_note").await.into_iter().map(|(_, what)| what).collect();
    assert_eq!(changes, [Some(json!({"changed": ["title"]}))]);
}

#[tokio::test]
async fn notes_are_filtered_searched_and_paged() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    for (kind, content) in [("GENERAL", "one"), ("RISK", "two"), ("RISK", "three")] {
        server.advance(chrono::Duration::minutes(1));
        csm.post("/clients/ext:A-1/notes").json(&json!({"content": content, "note_type": kind})).await.expect(201);
    }
    let texts = async |query: &str| {
        let page: Page<Note> = csm.get(&format!("/clients/ext:A-1/notes{query}")).await.ok();
        page.data.into_iter().map(|row| row.content).collect::<Vec<_>>()
    };
    assert_eq!(texts("").await, ["three", "two", "one"]);
    assert_eq!(texts("?note_type=RISK").await, ["three", "two"]);
    assert_eq!(texts("?q=WO").await, ["two"]);
    let first: Page<Note> = csm.get("/clients/ext:A-1/notes?limit=2").await.ok();
    let cursor = first.pagination.next_cursor.expect("more");
    assert_eq!(texts(&format!("?limit=2&cursor={cursor}")).await, ["one"]);
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    server.client("Theirs").external_id("T-1").csm(seed::OTHER_CSM).insert().await;
    let csm = server.csm().await;
    let id = note(&server, "A-1", &seed::CSM).await;
    for (body, status, pointer) in [
        (json!({"content": "x", "note_type": "SONG"}), 400, "/note_type"),
        (json!({"content": 7}), 400, "/content"),
        (json!({"content": "x", "colour": "red"}), 400, "/colour"),
        (json!({"content": " \n "}), 422, "/content"),
        (json!({"content": "x".repeat(20_001)}), 422, "/content"),
        (json!({"content": "x", "title": "y".repeat(201)}), 422, "/title"),
        (json!({"content": "x", "title": "two\nlines"}), 422, "/title"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = csm.post("/clients/ext:A-1/notes").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "POST {body}");
        let problem = csm.put(&format!("/notes/{id}")).if_match("\"v1\"").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "PUT {body}");
    }
    let problem = csm.post("/clients/ext:A-1/notes").json(&json!({})).await.problem(400, P::Malformed);
    assert_eq!(problem.errors[0].pointer, "/content");
    let body = json!({"content": "x"});
    csm.post("/clients/ext:T-1/notes").json(&body).await.problem(404, P::NotFound);
    csm.delete(&format!("/notes/{}", Uuid::nil())).await.problem(404, P::NotFound);
    let once = async || csm.post("/clients/ext:A-1/notes").header("idempotency-key", "n").json(&body).await;
    let (first, again): (Note, Note) = (once().await.expect(201).json(), once().await.expect(201).json());
    assert_eq!(first.id, again.id);
}
