use actix_web::{HttpResponse, http::header, post, web::Data};
use api_types::api_keys::{CreatedApiKey, NewApiKey};
use secrecy::ExposeSecret as _;

use super::present::api_key;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ManageApiKeys},
    openapi::Problems,
    request::Body,
};

/// Makes a key.
///
/// It acts for its user, within its scopes: `read` reads, `write` changes clients and logs work, `ingest` brings data in,
/// `admin` does all that the user may. The key is shown this once and stored as a hash alone; a repetition with the same
/// Idempotency-Key makes no second one and is answered 409.
#[utoipa::path(
    tag = "API keys",
    request_body(content = NewApiKey, example = json!({
        "name": "Nightly import", "scopes": ["ingest"], "expires_at": "2027-11-21T08:00:00Z"
    })),
    security(("bearer" = ["MANAGE_API_KEYS"])),
    responses(
        (status = 201, description = "The key, shown this once", body = CreatedApiKey, example = json!({
            "token": "sk_4kq7mzw2rt…",
            "api_key": {"id": "01931b6e-0000-7000-8000-000000000009", "name": "Nightly import", "scopes": ["ingest"]}
        })),
        Problems
    )
)]
#[post("/api-keys")]
pub(super) async fn create_api_key(
    caller: Allowed<ManageApiKeys>,
    state: Data<State>,
    body: Body<NewApiKey>,
) -> ApiResult<HttpResponse> {
    let new = app::api_keys::NewApiKey {
        name: body.0.name,
        scopes: body.0.scopes,
        staff_id: body.0.user_id,
        expires_at: body.0.expires_at,
    };
    let made = app::api_keys::create(&state.context, &caller.actor, new).await?;
    let mut connection = state.connection().await?;
    let row = store::api_keys::find(&mut connection, made.id, state.context.now())
        .await?
        .ok_or_else(|| ApiError::internal("a key that was just made is gone"))?;
    let answer = CreatedApiKey { token: made.token.expose_secret().to_owned(), api_key: api_key(row)? };
    Ok(HttpResponse::Created().insert_header((header::CACHE_CONTROL, "no-store")).json(answer))
}
