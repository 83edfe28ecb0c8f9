use actix_web::{HttpResponse, delete, web::Data};
use domain::ApiKeyId;

use crate::{
    ApiResult, State,
    access::{Allowed, ManageApiKeys},
    openapi::Problems,
    request::PathId,
};

/// Revokes a key.
///
/// The next call with it is refused, on every server. The key stays in the list, for the audit log names it.
#[utoipa::path(
    tag = "API keys",
    params(("id" = ApiKeyId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["MANAGE_API_KEYS"])),
    responses((status = 204, description = "It no longer works"), Problems)
)]
#[delete("/api-keys/{id}")]
pub(super) async fn delete_api_key(
    caller: Allowed<ManageApiKeys>,
    state: Data<State>,
    path: PathId<ApiKeyId>,
) -> ApiResult<HttpResponse> {
    app::api_keys::revoke(&state.context, &caller.actor, path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
