use actix_web::{HttpResponse, get, web::Data};
use api_types::config::HealthScoreConfig;
use domain::HealthScoreConfigId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadScoreConfiguration},
    openapi::Problems,
    request::{PathId, etag},
};

/// One configuration scores are or were made with, or may be.
#[utoipa::path(
    tag = "Configuration",
    params(("id" = HealthScoreConfigId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["READ_SCORE_CONFIGURATION"])),
    responses(
        (status = 200, description = "The configuration", body = HealthScoreConfig,
         headers(("ETag" = String, description = "Revision")), example = json!({
            "name": "Six components", "profile": "SIX", "version": 1, "revision": 1, "is_active": true,
            "weights": {"usage": 25, "adoption": 20, "support": 15, "relationship": 15, "contract": 15, "outcome": 10},
            "bands": {"healthy": 80, "monitor": 60, "at_risk": 40}
         })),
        Problems
    )
)]
#[get("/config/health-score/{id}")]
pub(super) async fn get_health_score_config(
    caller: Allowed<ReadScoreConfiguration>,
    state: Data<State>,
    path: PathId<HealthScoreConfigId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let config = present::one(&mut connection, &caller, path.0).await?;
    caller.read("health_score_config", [config.id.0]);
    Ok(HttpResponse::Ok().insert_header(etag(config.revision)).json(config))
}
