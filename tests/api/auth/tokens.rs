//! Access tokens that are old, forged, or somebody else's.

use api_types::problem::ProblemCode;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use chrono::Duration;
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey as _};
use harness::{ApiClient, TestServer, seed, spawn};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

/// What a token of ours says, with something else in it.
fn claims(server: &TestServer, change: impl FnOnce(&mut Value)) -> Value {
    let now = server.now().timestamp();
    let mut claims = json!({
        "iss": "steward", "aud": "steward-api", "sub": seed::ADMIN.id(), "sid": seed::id_of("session"),
        "role": "ADMIN", "email": seed::ADMIN.email, "iat": now, "exp": now + 900
    });
    change(&mut claims);
    claims
}

fn part(value: &Value) -> String {
    BASE64.encode(value.to_string())
}

fn signed(kid: Option<&str>, claims: &Value) -> String {
    let key = SigningKey::from_bytes(&[7; 32]);
    let key = EncodingKey::from_ed_der(key.to_pkcs8_der().expect("a key").as_bytes());
    let header = Header { kid: kid.map(str::to_owned), ..Header::new(Algorithm::EdDSA) };
    jsonwebtoken::encode(&header, claims, &key).expect("a token")
}

async fn refused(server: &TestServer, what: &str, token: &str) {
    let reply = server.anonymous().with_token(token).get("/clients").await;
    assert_eq!(reply.status, 401, "{what} opened the door");
    reply.problem(401, ProblemCode::Unauthenticated);
    assert!(reply.header("www-authenticate").starts_with("Bearer"), "{what}");
}

async fn key_id(server: &TestServer) -> String {
    sqlx::query_scalar("select kid from signing_key where retired_at is null")
        .fetch_one(&server.pool)
        .await
        .expect("a key")
}

#[tokio::test]
async fn a_token_past_its_time_says_so() {
    let server = spawn().await;
    let csm = server.csm().await;
    server.advance(Duration::seconds(899));
    csm.get("/auth/me").await.expect(200);
    server.advance(Duration::seconds(1));
    let reply = csm.get("/auth/me").await;
    reply.problem(401, ProblemCode::TokenExpired);
    assert!(reply.header("www-authenticate").contains("invalid_token"));
}

#[tokio::test]
async fn a_forged_token_opens_nothing() {
    let server = spawn().await;
    let kid = key_id(&server).await;
    let good = server.csm().await.token().to_owned();
    let ours = claims(&server, |_| {});

    refused(&server, "another key under our id", &signed(Some(&kid), &ours)).await;
    refused(&server, "an unknown key", &signed(Some("nobody"), &ours)).await;
    refused(&server, "no key id", &signed(None, &ours)).await;
    for algorithm in ["none", "None", "NONE"] {
        let header = part(&json!({"alg": algorithm, "typ": "JWT", "kid": kid}));
        refused(&server, algorithm, &format!("{header}.{}.", part(&ours))).await;
    }
    // The public key as a shared secret: the classic confusion.
    let public: Vec<u8> =
        sqlx::query_scalar("select public_key from signing_key").fetch_one(&server.pool).await.expect("a key");
    let header = Header { kid: Some(kid.clone()), ..Header::new(Algorithm::HS256) };
    let confused = jsonwebtoken::encode(&header, &ours, &EncodingKey::from_secret(&public)).expect("a token");
    refused(&server, "HS256 with the public key", &confused).await;

    // A good signature under another role.
    let mut parts: Vec<&str> = good.split('.').collect();
    let mut payload: Value = serde_json::from_slice(&BASE64.decode(parts[1]).expect("base64")).expect("claims");
    payload["role"] = json!("ADMIN");
    let payload = part(&payload);
    parts[1] = &payload;
    refused(&server, "changed claims", &parts.join(".")).await;
    refused(&server, "no signature", &good[..good.rfind('.').expect("a dot") + 1]).await;
    refused(&server, "half a token", &good[..good.len() / 2]).await;
    refused(&server, "nothing", "").await;
    refused(&server, "an API key we do not know", "sk_live_0123456789").await;
}

#[tokio::test]
async fn a_token_of_ours_for_another_audience_opens_nothing() {
    let server = spawn().await;
    // The real key, as someone with the database and its secret would have it.
    let key = SigningKey::from_bytes(&[9; 32]);
    sqlx::query("update signing_key set public_key = $1")
        .bind(key.verifying_key().to_bytes().as_slice())
        .execute(&server.pool)
        .await
        .expect("our own key");
    let replica = server.replica().await;
    let kid = key_id(&server).await;
    let private = EncodingKey::from_ed_der(key.to_pkcs8_der().expect("a key").as_bytes());
    let header = Header { kid: Some(kid), ..Header::new(Algorithm::EdDSA) };
    let token = |claims: &Value| jsonwebtoken::encode(&header, claims, &private).expect("a token");

    let good = token(&claims(&server, |_| {}));
    replica.anonymous().with_token(&good).get("/clients").await.expect(200);
    refused(&replica, "another audience", &token(&claims(&server, |c| c["aud"] = json!("another-api")))).await;
    refused(&replica, "another issuer", &token(&claims(&server, |c| c["iss"] = json!("another")))).await;
    refused(&replica, "a role that does not exist", &token(&claims(&server, |c| c["role"] = json!("ROOT")))).await;
    for missing in ["iss", "aud", "sub", "sid", "role", "exp"] {
        let token = token(&claims(&server, |c| drop(c.as_object_mut().map(|c| c.remove(missing)))));
        refused(&replica, &format!("no {missing}"), &token).await;
    }
    let past = token(&claims(&server, |c| c["exp"] = json!(server.now().timestamp())));
    replica.anonymous().with_token(&past).get("/clients").await.problem(401, ProblemCode::TokenExpired);
}

#[tokio::test]
async fn another_scheme_is_not_taken_for_a_token() {
    let server = spawn().await;
    let anyone = ApiClient::anonymous(&server.origin);
    for value in ["Basic Y2FyYTpwYXNz", "Bearer", "bearer  ", "Token abc"] {
        let reply = anyone.get("/clients").header("authorization", value).await;
        reply.problem(401, ProblemCode::Unauthenticated);
    }
}

#[tokio::test]
async fn keys_can_be_changed_without_signing_anyone_out() {
    let server = spawn().await;
    let before = server.csm().await;
    app::auth::rotate_keys(&server.context, &harness::server::secret_key(), &app::Actor::system("steward keys rotate"))
        .await
        .expect("rotated");
    before.get("/auth/me").await.expect(200);
    server.advance(Duration::seconds(61));
    let after = server.other_csm().await;
    after.get("/auth/me").await.expect(200);
    server.replica().await.anonymous().with_token(after.token()).get("/auth/me").await.expect(200);
    let keys: i64 = sqlx::query_scalar("select count(*) from signing_key").fetch_one(&server.pool).await.expect("keys");
    assert_eq!(keys, 2);
}
