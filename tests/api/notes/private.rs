//! A private note is there for its author alone, whichever way one asks.

use std::time::Duration;

use api_types::{notes::Note, problem::ProblemCode as P};
use harness::{ApiClient, TestServer, seed, spawn, within};
use serde_json::json;

/// In the private note, and nowhere else.
const SECRET: &str = "zyxwvut";

async fn secret(server: &TestServer, author: &ApiClient) -> Note {
    server.client("Acme").external_id("A-1").ae(seed::AE).insert().await;
    let body = json!({
        "title": format!("Title {SECRET}"), "content": format!("Text {SECRET}"), "note_type": "RISK", "is_private": true
    });
    let call = author.post("/clients/ext:A-1/notes").header("idempotency-key", "n-1");
    call.json(&body).await.expect(201).json()
}

#[tokio::test]
async fn nobody_else_finds_it_on_any_route() {
    let server = spawn().await;
    let author = server.csm().await;
    let note = secret(&server, &author).await;
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let mut routes: Vec<String> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .filter(|(_, item)| item.get("get").is_some())
        .map(|(path, _)| path.replace("/api/v1/client-success", ""))
        .map(|path| match path.as_str() {
            "/notes/{id}" => format!("/notes/{}", note.id),
            path if path.starts_with("/clients/") => path.replace("{id}", "ext:A-1"),
            path => path.replace("{id}", &note.id.to_string()),
        })
        .collect();
    for query in ["notes?q=zyx", "notes?note_type=RISK", "timeline?q=zyx", "timeline?kind=NOTE", "timeline.csv?q=zyx"] {
        routes.push(format!("/clients/ext:A-1/{query}"));
    }
    for query in ["q=zyx", "q=title+zyx&types=NOTE", "q=-nothing+zyx&limit=1"] {
        routes.push(format!("/search?{query}"));
    }
    for other in [server.ae().await, server.vp().await, server.vp_sales().await, server.admin().await] {
        for route in &routes {
            let text = other.get(route).await.text();
            assert!(!text.contains(SECRET), "GET {route} tells it: {text}");
            assert!(
                route.contains(&note.id.to_string()) || !text.contains(&note.id.to_string()),
                "GET {route} names it"
            );
        }
        let path = format!("/notes/{}", note.id);
        other.get(&path).await.problem(404, P::NotFound);
        other.put(&path).if_match("\"v1\"").json(&json!({"content": "Mine"})).await.problem(404, P::NotFound);
        other.delete(&path).await.problem(404, P::NotFound);
        // Another's key brings back another's answer, not the author's.
        let again =
            other.post("/clients/ext:A-1/notes").header("idempotency-key", "n-1").json(&json!({"content": "x"}));
        assert!(!again.await.text().contains(SECRET));
    }
    // The probe itself works: the author finds it everywhere.
    for route in ["notes", "notes?q=zyx", "timeline", "timeline?q=zyx", "timeline.csv"] {
        assert!(author.get(&format!("/clients/ext:A-1/{route}")).await.text().contains(SECRET), "{route}");
    }
    for query in ["q=zyx", "q=title+zyx&types=NOTE", "q=-nothing+zyx&limit=1"] {
        assert!(author.get(&format!("/search?{query}")).await.text().contains(SECRET), "{query}");
    }
    author.get(&format!("/notes/{}", note.id)).await.expect(200);
}

#[tokio::test]
async fn the_audit_log_says_that_it_was_written_and_never_what() {
    let server = spawn().await;
    let author = server.csm().await;
    let note = secret(&server, &author).await;
    let path = format!("/notes/{}", note.id);
    let changed = json!({"content": format!("More {SECRET}"), "is_private": false});
    author.put(&path).if_match("\"v1\"").json(&changed).await.expect(200);
    author.put(&path).if_match("\"v2\"").json(&json!({"is_private": true})).await.expect(200);
    author.get(&path).await.expect(200);
    author.delete(&path).await.expect(204);
    within(Duration::from_secs(5), "the read is written", || async {
        let reads: i64 = sqlx::query_scalar("select count(*) from audit_log where operation = 'get_note'")
            .fetch_one(&server.pool)
            .await
            .expect("the audit log");
        (reads == 1).then_some(())
    })
    .await;
    let rows: Vec<String> = sqlx::query_scalar("select to_jsonb(a)::text from audit_log a")
        .fetch_all(&server.pool)
        .await
        .expect("the audit log");
    for operation in ["create_client_note", "update_note", "delete_note", "get_note"] {
        assert!(rows.iter().any(|row| row.contains(operation)), "{operation} left no row");
    }
    assert!(rows.iter().all(|row| !row.contains(SECRET)), "{rows:#?}");
}

#[tokio::test]
async fn an_author_who_lost_the_client_lost_the_note() {
    let server = spawn().await;
    let author = server.csm().await;
    let note = secret(&server, &author).await;
    sqlx::query("update client set csm_user_id = $1")
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("handed over");
    author.get(&format!("/notes/{}", note.id)).await.problem(404, P::NotFound);
    author.get("/clients/ext:A-1/notes").await.problem(404, P::NotFound);
    let successor = server.other_csm().await.get("/clients/ext:A-1/notes").await.expect(200).value();
    assert_eq!(successor["pagination"]["total"], 0);
}
