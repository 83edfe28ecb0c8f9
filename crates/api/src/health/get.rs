use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::health::HealthDetails;

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::ClientPath,
};

/// The health of a client now: score, components with their inputs, and its place among similar clients.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Health", body = HealthDetails, example = json!({
            "overall_score": 58, "health_status": "AT_RISK", "health_trend": "DOWN", "trend_change": -14,
            "trend_period": "30 days", "components": {"usage": {"score": 45, "weight": 25, "status": "poor"}},
            "benchmarks": {"tier_average": 78, "tier_percentile": 15, "industry_average": 75, "industry_percentile": 22}
        })),
        Problems
    )
)]
#[get("/clients/{id}/health")]
pub(super) async fn get_client_health(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<Json<HealthDetails>> {
    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    caller.read("client", [row.id]);
    Ok(Json(super::details(&mut connection, &caller.scope, &row, state.context.now()).await?))
}
