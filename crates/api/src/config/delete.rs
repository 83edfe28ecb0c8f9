use actix_web::{HttpResponse, delete, web::Data};
use domain::HealthScoreConfigId;

use crate::{
    ApiResult, State,
    access::{Allowed, ConfigureScores},
    openapi::Problems,
    request::PathId,
};

/// Removes a version that was never in force.
#[utoipa::path(
    tag = "Configuration",
    params(("id" = HealthScoreConfigId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses((status = 204, description = "It is gone"), Problems)
)]
#[delete("/config/health-score/{id}")]
pub(super) async fn delete_health_score_config(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
    path: PathId<HealthScoreConfigId>,
) -> ApiResult<HttpResponse> {
    app::health::remove_version(&state.context, &caller.actor, path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
