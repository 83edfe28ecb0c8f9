use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::health::HealthDetails;

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, RefreshHealth},
    openapi::Problems,
    request::ClientPath,
};

/// Computes the score of a client again, at once.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["REFRESH_HEALTH"])),
    responses(
        (status = 200, description = "Health as it is now", body = HealthDetails, example = json!({"overall_score": 58})),
        Problems
    )
)]
#[post("/clients/{id}/health/refresh")]
pub(super) async fn refresh_client_health(
    caller: Allowed<RefreshHealth>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<Json<HealthDetails>> {
    let reference = path.0;
    app::health::refresh(&state.context, &caller.actor, &reference).await?;
    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &reference)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    Ok(Json(super::details(&mut connection, &caller.scope, &row, state.context.now()).await?))
}
