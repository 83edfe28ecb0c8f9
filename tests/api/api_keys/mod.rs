mod create;
mod list;
mod refused;
mod use_of;

use api_types::api_keys::CreatedApiKey;
use domain::api_key::ApiScope;
use harness::{ApiClient, Person, TestServer};
use serde_json::json;

/// A key that acts for someone, made by the administrator.
pub async fn created(server: &TestServer, person: &Person, scopes: &[ApiScope]) -> CreatedApiKey {
    let body = json!({"name": "A program", "scopes": scopes, "user_id": person.id()});
    server.admin().await.post("/api-keys").json(&body).await.expect(201).json()
}

/// A program that calls with such a key.
pub async fn program(server: &TestServer, person: &Person, scopes: &[ApiScope]) -> ApiClient {
    server.anonymous().with_token(created(server, person, scopes).await.token)
}
