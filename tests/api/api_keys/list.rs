use api_types::{api_keys::ApiKey, page::Page};
use domain::api_key::{ApiKeyStatus, ApiScope};
use harness::{TestServer, seed, spawn};
use serde_json::json;

use super::created;

async fn names(server: &TestServer, query: &str) -> Vec<String> {
    let page: Page<ApiKey> = server.admin().await.get(&format!("/api-keys{query}")).await.ok();
    assert_eq!(usize::try_from(page.pagination.total).expect("a count"), page.data.len(), "{query}");
    page.data.into_iter().map(|key| key.name).collect()
}

#[tokio::test]
async fn keys_are_listed_newest_first_and_filtered() {
    let server = spawn().await;
    let admin = server.admin().await;
    for (name, person, expires_at) in [
        ("one", seed::CSM, None),
        ("two", seed::CSM, Some("2026-06-10T12:30:00Z")),
        ("three", seed::AE, None),
        ("four", seed::OTHER_CSM, None),
    ] {
        server.advance(chrono::Duration::seconds(1));
        let body = json!({"name": name, "scopes": ["read"], "user_id": person.id(), "expires_at": expires_at});
        admin.post("/api-keys").json(&body).await.expect(201);
    }
    assert_eq!(names(&server, "").await, ["four", "three", "two", "one"]);
    let all: Page<ApiKey> = admin.get("/api-keys").await.ok();
    admin.delete(&format!("/api-keys/{}", all.data[3].id)).await.expect(204);
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("disabled");
    server.advance(chrono::Duration::minutes(10));
    assert_eq!(names(&server, "?status=ACTIVE").await, ["three", "two"]);
    server.advance(chrono::Duration::minutes(25));
    let admin = server.anonymous().with_token(
        server.log_in(seed::ADMIN.email, seed::PASSWORD).await.expect(200).value()["access_token"]
            .as_str()
            .expect("a token"),
    );
    let all: Page<ApiKey> = admin.get("/api-keys").await.ok();
    let status: Vec<ApiKeyStatus> = all.data.iter().map(|key| key.status).collect();
    use ApiKeyStatus::{Active, Expired, Revoked, UserDisabled};
    assert_eq!(status, [UserDisabled, Active, Expired, Revoked]);
    let of = async |query: &str| -> Vec<String> {
        let page: Page<ApiKey> = admin.get(&format!("/api-keys{query}")).await.ok();
        page.data.into_iter().map(|key| key.name).collect()
    };
    assert_eq!(of(&format!("?user_id={}", seed::CSM.id())).await, ["two", "one"]);
    assert_eq!(of("?status=REVOKED,EXPIRED").await, ["two", "one"]);
    assert_eq!(of("?q=HRE").await, ["three"]);
    assert_eq!(of("?q=cara%20st").await, ["two", "one"]);
    assert_eq!(of(&format!("?q={}", all.data[1].prefix)).await, ["three"]);
    let first: Page<ApiKey> = admin.get("/api-keys?limit=3").await.ok();
    let cursor = first.pagination.next_cursor.expect("more");
    assert_eq!(of(&format!("?limit=3&cursor={cursor}")).await, ["one"]);
}

#[tokio::test]
async fn use_is_noted_at_most_once_a_minute() {
    let server = spawn().await;
    let made = created(&server, &seed::CSM, &[ApiScope::Read]).await;
    let program = server.anonymous().with_token(&made.token);
    let noted = async || -> Vec<chrono::DateTime<chrono::Utc>> {
        sqlx::query_scalar("select last_used_at from api_key where last_used_at is not null")
            .fetch_all(&server.pool)
            .await
            .expect("the key")
    };
    assert!(noted().await.is_empty());
    let begin = server.now();
    program.get("/clients").await.expect(200);
    server.advance(chrono::Duration::seconds(59));
    program.get("/clients").await.expect(200);
    assert_eq!(noted().await, [begin]);
    server.advance(chrono::Duration::seconds(1));
    program.get("/clients").await.expect(200);
    assert_eq!(noted().await, [server.now()]);
    let page: Page<ApiKey> = server.admin().await.get("/api-keys").await.ok();
    assert_eq!(page.data[0].last_used_at, Some(server.now()));
}
