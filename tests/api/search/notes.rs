//! Notes by their words: newest first, within scope, and another's private ones never.

use api_types::search::{NoteHit, SearchAnswer};
use chrono::Duration;
use harness::{ApiClient, TestServer, seed, spawn};
use serde_json::json;

use super::{search, shown};

async fn write(server: &TestServer, author: &ApiClient, title: Option<&str>, content: &str, is_private: bool) {
    server.advance(Duration::minutes(1));
    let body = json!({"title": title, "content": content, "is_private": is_private});
    author.post("/clients/ext:A-1/notes").json(&body).await.expect(201);
}

async fn found(caller: &ApiClient, q: &str) -> Vec<NoteHit> {
    search(caller, q).await.notes.expect("notes were asked for").data
}

async fn snippets(caller: &ApiClient, q: &str) -> Vec<String> {
    found(caller, q).await.iter().map(|hit| shown(&hit.snippet)).collect()
}

#[tokio::test]
async fn words_are_found_newest_first_and_shown_as_plain_text() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    write(&server, &csm, Some("Renewal"), "They asked for a <b>discount</b> on the renewal.", false).await;
    write(&server, &csm, None, "Café in Zürich: sign-on and/or exports. Renewals come later.", false).await;
    for (typed, expected) in [
        (
            "renewa",
            vec![
                "Café in Zürich: sign-on and/or exports. [Renewa]ls come later.",
                "They asked for a <b>discount</b> on the [renewa]l.",
            ],
        ),
        ("renewal discount", vec!["They asked for a <b>[discount]</b> on the [renewal]."]),
        ("\"asked for\"", vec!["They [asked] [for] a <b>discount</b> on the renewal."]),
        ("\"for asked\"", vec![]),
        ("renewal -zurich", vec!["They asked for a <b>discount</b> on the [renewal]."]),
        ("cafe ZURICH", vec!["[Café] in [Zürich]: sign-on and/or exports. Renewals come later."]),
        ("sign", vec!["Café in Zürich: [sign]-on and/or exports. Renewals come later."]),
        ("expor", vec!["Café in Zürich: sign-on and/or [expor]ts. Renewals come later."]),
        ("discunt", vec![]),
        ("-renewal", vec![]),
        ("& | ! ( ' :*", vec![]),
    ] {
        assert_eq!(snippets(&csm, typed).await, expected, "{typed}");
    }
    let hit = &found(&csm, "discount").await[0];
    assert_eq!((hit.client.name.as_str(), hit.created_by.id), ("Acme", seed::CSM.staff_id()));
    assert_eq!(hit.title_parts.as_deref().map(shown).as_deref(), Some("Renewal"));
    let one: SearchAnswer = csm.get("/search?q=renewa&limit=1&types=NOTE").await.ok();
    assert!(one.clients.is_none() && one.contacts.is_none());
    let notes = one.notes.expect("notes");
    assert!(notes.data.len() == 1 && notes.has_more);
}

#[tokio::test]
async fn a_rare_word_of_an_old_note_is_found_behind_many_newer_ones() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    write(&server, &csm, None, "The xylophone of their office.", false).await;
    write(&server, &csm, None, "My xylophone.", true).await;
    sqlx::query(
        "insert into client_note (client_id, id, content, is_private, created_by_id, created_at)
         select c.id, uuid_v7(), 'Newer ' || n, n % 2 = 0, $1, now() + n * interval '1 minute'
         from client c cross join generate_series(1, 2500) n",
    )
    .bind(seed::CSM.id())
    .execute(&server.pool)
    .await
    .expect("notes");
    assert_eq!(snippets(&csm, "xylo").await, ["My [xylo]phone.", "The [xylo]phone of their office."]);
    assert_eq!(snippets(&server.vp().await, "xylo").await, ["The [xylo]phone of their office."]);
}

#[tokio::test]
async fn a_private_note_is_found_by_its_author_alone() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").ae(seed::AE).insert().await;
    let author = server.csm().await;
    write(&server, &author, Some("Quagmire"), "They are in a quagmire.", true).await;
    write(&server, &author, None, "A plan for all.", false).await;
    assert_eq!(snippets(&author, "quag").await, ["They are in a [quag]mire."]);
    for other in [server.ae().await, server.vp().await, server.vp_sales().await, server.admin().await] {
        for q in ["quag", "quagmire", "\"a quagmire\"", "plan or quagmire", "-plan they", "they"] {
            let notes = search(&other, q).await.notes.expect("notes");
            assert!(notes.data.iter().all(|hit| !hit.is_private), "{q}");
            assert!(!notes.has_more, "{q}");
        }
        let one: SearchAnswer = other.get("/search?q=plan+or+quagmire&limit=1").await.ok();
        assert!(!one.notes.expect("notes").has_more);
    }
}

#[tokio::test]
async fn notes_of_another_book_are_not_found() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").ae(seed::AE).insert().await;
    let vp = server.vp().await;
    write(&server, &vp, None, "A quagmire.", false).await;
    for (caller, expected) in
        [(server.csm().await, 1), (server.ae().await, 1), (server.other_csm().await, 0), (server.admin().await, 1)]
    {
        assert_eq!(found(&caller, "quagmire").await.len(), expected);
    }
}
