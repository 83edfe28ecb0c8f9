use api_types::problem::ProblemCode as P;
use domain::api_key::ApiScope;
use harness::{ApiClient, TestServer, seed, spawn, spawn_with};
use serde_json::json;

use super::{created, program};

async fn refusal(program: &ApiClient) -> String {
    program.get("/clients").await.problem(401, P::Unauthenticated).detail
}

async fn run(server: &TestServer, sql: &'static str) {
    sqlx::query(sql).bind(seed::CSM.id()).execute(&server.pool).await.expect("done");
}

#[tokio::test]
async fn a_revoked_key_is_refused_everywhere_at_once() {
    let server = spawn().await;
    let replica = server.replica().await;
    let made = created(&server, &seed::CSM, &[ApiScope::Read]).await;
    let program = server.anonymous().with_token(&made.token);
    let elsewhere = program.at(&replica.origin);
    program.get("/clients").await.expect(200);
    elsewhere.get("/clients").await.expect(200);
    let path = format!("/api-keys/{}", made.api_key.id);
    server.admin().await.delete(&path).await.expect(204);
    assert!(refusal(&program).await.contains("revoked"));
    assert!(refusal(&elsewhere).await.contains("revoked"));
    server.admin().await.delete(&path).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn a_key_ends_with_its_time_and_rests_with_its_user() {
    let server = spawn().await;
    let body = json!({
        "name": "x", "scopes": ["read"], "user_id": seed::CSM.id(), "expires_at": "2026-06-10T12:05:00Z"
    });
    let made = server.admin().await.post("/api-keys").json(&body).await.expect(201).value();
    let program = server.anonymous().with_token(made["token"].as_str().expect("a key"));
    program.get("/clients").await.expect(200);
    run(&server, "update staff set is_active = false where id = $1").await;
    assert!(refusal(&program).await.contains("may not sign in"));
    run(&server, "update staff set is_active = true where id = $1").await;
    program.get("/clients").await.expect(200);
    server.advance(chrono::Duration::minutes(5));
    assert!(refusal(&program).await.contains("expired"));
}

#[tokio::test]
async fn another_role_and_another_book_count_at_once() {
    let server = spawn().await;
    let theirs = server.client("Theirs").csm(seed::OTHER_CSM).insert().await;
    let program = program(&server, &seed::CSM, &[ApiScope::Read]).await;
    let path = format!("/clients/{}", theirs.id);
    program.get(&path).await.problem(404, P::NotFound);
    run(&server, "update staff set role = 'VP_CLIENT_SUCCESS' where id = $1").await;
    program.get(&path).await.expect(200);
    run(&server, "update staff set role = 'AE' where id = $1").await;
    program.get(&path).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn nothing_like_a_key_is_one() {
    let server = spawn().await;
    let token = created(&server, &seed::CSM, &[ApiScope::Read]).await.token;
    // The last letter changed: found by its beginning, and not proven.
    let last = if token.ends_with('a') { 'b' } else { 'a' };
    let forged = format!("{}{last}", &token[..token.len() - 1]);
    for text in [forged.as_str(), &token[..13], &token[..64], &format!("{token}a"), "sk_", "sk_;drop table"] {
        let refused = server.anonymous().get("/clients").header("authorization", &format!("Bearer {text}")).await;
        assert!(refused.problem(401, P::Unauthenticated).detail.contains("no such API key"), "{text}");
    }
    // What is no text at all is no key either.
    let strange = server.anonymous().get("/clients").header("authorization", "Bearer sk_\u{e9}").await;
    strange.problem(401, P::Unauthenticated);
    let basic = server.anonymous().get("/clients").header("authorization", &format!("Basic {token}")).await;
    basic.problem(401, P::Unauthenticated);
}

#[tokio::test]
async fn a_database_that_is_down_does_not_make_a_key_wrong() {
    let server =
        spawn_with(harness::Options { patience: std::time::Duration::from_millis(300), ..harness::Options::default() })
            .await;
    let program = program(&server, &seed::CSM, &[ApiScope::Read]).await;
    server.database().stop_answering().await;
    program.get("/clients").await.problem(503, P::Unavailable);
    server.database().answer_again().await;
    harness::eventually("the key works again", || async {
        (program.get("/clients").await.status == 200).then_some(())
    })
    .await;
}

#[tokio::test]
async fn keys_are_limited_like_people_and_each_for_itself() {
    let server = spawn_with(harness::Options::configured(|config| config.api.requests_per_minute = Some(10))).await;
    let made = created(&server, &seed::CSM, &[ApiScope::Read]).await;
    let program = server.anonymous().with_token(made.token);
    let csm = server.csm().await;
    for _ in 0..10 {
        program.get("/clients").await.expect(200);
    }
    let refused = program.get("/clients").await;
    refused.problem(429, P::RateLimited);
    assert!(!refused.header("retry-after").is_empty());
    csm.get("/clients").await.expect(200);
}
