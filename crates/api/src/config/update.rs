use actix_web::{HttpResponse, put, web::Data};
use api_types::config::{HealthScoreConfig, UpdateHealthScoreConfig};
use app::health::ConfigChanges;
use domain::HealthScoreConfigId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ConfigureScores},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes a version that was never in force.
///
/// Fields that are left out stay. One that is or was in force answers 409: scores were made with it. Make a new version.
#[utoipa::path(
    tag = "Configuration",
    params(
        ("id" = HealthScoreConfigId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the revision that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateHealthScoreConfig, example = json!({
        "weights": {"usage": 35, "adoption": 20, "support": 15, "relationship": 10, "contract": 10, "outcome": 10}
    })),
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses(
        (status = 200, description = "The version as it is now", body = HealthScoreConfig,
         headers(("ETag" = String, description = "Revision")),
         example = json!({"name": "Usage first", "version": 2, "revision": 2, "is_active": false})),
        Problems
    )
)]
#[put("/config/health-score/{id}")]
pub(super) async fn update_health_score_config(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
    path: PathId<HealthScoreConfigId>,
    revision: IfMatch,
    body: Body<UpdateHealthScoreConfig>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    let changes = ConfigChanges {
        name: edit.name,
        description: edit.description,
        weights: edit.weights,
        bands: edit.bands.map(present::bands),
    };
    app::health::update_version(&state.context, &caller.actor, path.0, revision.0, changes).await?;
    let mut connection = state.connection().await?;
    let config = present::one(&mut connection, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(config.revision)).json(config))
}
