use api_types::{
    api_keys::{ApiKey, CreatedApiKey},
    auth::Me,
    page::Page,
    problem::ProblemCode as P,
};
use domain::{
    api_key::{ApiKeyStatus, ApiScope},
    staff::Permission,
};
use harness::{seed, spawn};
use serde_json::json;
use uuid::Uuid;

use super::{created, program};
use crate::work::audited;

#[tokio::test]
async fn a_key_is_shown_once_and_stored_as_a_hash() {
    let server = spawn().await;
    let admin = server.admin().await;
    let body =
        json!({"name": "Nightly import", "scopes": ["write", "read", "read"], "expires_at": "2026-12-31T00:00:00Z"});
    let reply = admin.post("/api-keys").json(&body).await.expect(201);
    assert_eq!(reply.header("cache-control"), "no-store");
    let made: CreatedApiKey = reply.json();
    let key = &made.api_key;
    assert!(made.token.starts_with("sk_") && made.token.len() == 65, "{}", made.token.len());
    assert!(made.token.starts_with(&key.prefix) && key.prefix.len() == 13);
    assert_eq!((key.name.as_str(), key.status), ("Nightly import", ApiKeyStatus::Active));
    assert_eq!(key.scopes, [ApiScope::Read, ApiScope::Write]);
    assert_eq!((key.user.id, key.created_by.as_ref().map(|user| user.id)), (seed::ADMIN.staff_id(), Some(key.user.id)));
    assert_eq!((key.last_used_at, key.revoked_at), (None, None));

    let listed = admin.get("/api-keys").await.expect(200);
    let secret = &made.token[key.prefix.len()..];
    assert!(!listed.text().contains(secret));
    let page: Page<ApiKey> = listed.json();
    assert_eq!(page.data, std::slice::from_ref(key));
    for table in ["api_key", "audit_log", "idempotency_key"] {
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select to_jsonb(t)::text from {table} t")))
                .fetch_all(&server.pool)
                .await
                .expect("rows");
        assert!(rows.iter().all(|row| !row.contains(secret)), "{table} holds the key: {rows:#?}");
    }
    let (actor, changes) = audited(&server, "create_api_key").await.pop().expect("an audit row");
    assert_eq!(actor, seed::ADMIN.email);
    let changes = changes.expect("what was made");
    assert_eq!(
        (changes["name"].as_str(), changes["acts_for"].as_str()),
        (Some("Nightly import"), Some(seed::ADMIN.email))
    );
    assert_eq!(changes["scopes"], json!(["read", "write"]));
}

#[tokio::test]
async fn a_repetition_makes_no_second_key_and_repeats_no_secret() {
    let server = spawn().await;
    let admin = server.admin().await;
    let once = async || {
        let call = admin.post("/api-keys").header("idempotency-key", "k-1");
        call.json(&json!({"name": "Once", "scopes": ["read"]})).await
    };
    let first: CreatedApiKey = once().await.expect(201).json();
    let again = once().await;
    again.problem(409, P::Conflict);
    assert!(!again.text().contains(&first.token));
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("select response_body from idempotency_key").fetch_all(&server.pool).await.expect("rows");
    assert_eq!(kept, [Vec::<u8>::new()]);
    let page: Page<ApiKey> = admin.get("/api-keys").await.ok();
    assert_eq!(page.pagination.total, 1);
}

#[tokio::test]
async fn a_key_says_whose_it_is_and_what_is_left_of_their_rights() {
    let server = spawn().await;
    let made = created(&server, &seed::CSM, &[ApiScope::Read, ApiScope::Ingest]).await;
    let me: Me = server.anonymous().with_token(&made.token).get("/auth/me").await.ok();
    assert_eq!((me.id, me.session_id), (seed::CSM.staff_id(), None));
    assert_eq!(me.api_key.map(|key| key.id), Some(made.api_key.id));
    assert!(me.permissions.contains(&Permission::ReadClients) && !me.permissions.contains(&Permission::LogWork));
    // The scope would let imports through, but their role does not.
    assert!(!me.permissions.contains(&Permission::ManageImports));
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at() {
    let server = spawn().await;
    let admin = server.admin().await;
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("disabled");
    for (body, status, pointer) in [
        (json!({"scopes": ["read"]}), 400, "/name"),
        (json!({"name": 7, "scopes": ["read"]}), 400, "/name"),
        (json!({"name": "x"}), 400, "/scopes"),
        (json!({"name": "x", "scopes": "read"}), 400, "/scopes"),
        (json!({"name": "x", "scopes": ["root"]}), 400, "/scopes/0"),
        (json!({"name": "x", "scopes": ["read"], "secret": "mine"}), 400, "/secret"),
        (json!({"name": "x", "scopes": ["read"], "user_id": "7"}), 400, "/user_id"),
        (json!({"name": "x", "scopes": ["read"], "expires_at": "tomorrow"}), 400, "/expires_at"),
        (json!({"name": " ", "scopes": ["read"]}), 422, "/name"),
        (json!({"name": "two\nlines", "scopes": ["read"]}), 422, "/name"),
        (json!({"name": "x".repeat(101), "scopes": ["read"]}), 422, "/name"),
        (json!({"name": "x", "scopes": []}), 422, "/scopes"),
        (json!({"name": "x", "scopes": ["read"], "user_id": Uuid::nil()}), 422, "/user_id"),
        (json!({"name": "x", "scopes": ["read"], "user_id": seed::OTHER_CSM.id()}), 422, "/user_id"),
        (json!({"name": "x", "scopes": ["read"], "expires_at": "2026-06-10T12:00:00Z"}), 422, "/expires_at"),
        (json!({"name": "x", "scopes": ["read"], "expires_at": "2100-01-01T00:00:00Z"}), 422, "/expires_at"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = admin.post("/api-keys").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
    }
    // Markup is a text like any other.
    let name = "<script>alert(1)</script>";
    let made: CreatedApiKey =
        admin.post("/api-keys").json(&json!({"name": name, "scopes": ["read"]})).await.expect(201).json();
    assert_eq!(made.api_key.name, name);
    admin.delete("/api-keys/seven").await.problem(400, P::Malformed);
    admin.delete(&format!("/api-keys/{}", Uuid::nil())).await.problem(404, P::NotFound);
    admin.get("/api-keys?status=GOOD").await.problem(400, P::Malformed);
    // Only an administrator's own key, with the scope for it, manages keys.
    let weak = program(&server, &seed::ADMIN, &[ApiScope::Read, ApiScope::Write, ApiScope::Ingest]).await;
    weak.post("/api-keys").json(&json!({"name": "x", "scopes": ["admin"]})).await.problem(403, P::Forbidden);
}
