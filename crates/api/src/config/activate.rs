use actix_web::{HttpResponse, post, web::Data};
use api_types::config::HealthScoreConfig;
use domain::HealthScoreConfigId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, Caller, ConfigureScores},
    openapi::Problems,
    request::{IfMatch, PathId, etag},
};

/// Puts a version in force, in place of the one for the same clients. An older one, too: that is how to roll back.
///
/// Everyone it is for is computed again in the background; days of the past keep the scores they had.
#[utoipa::path(
    tag = "Configuration",
    params(
        ("id" = HealthScoreConfigId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the revision to put in force", example = "\"v1\"")
    ),
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses(
        (status = 200, description = "The version, in force", body = HealthScoreConfig,
         headers(("ETag" = String, description = "Revision")),
         example = json!({"name": "Usage first", "version": 2, "is_active": true})),
        Problems
    )
)]
#[post("/config/health-score/{id}/activate")]
pub(super) async fn activate_health_score_config(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
    path: PathId<HealthScoreConfigId>,
    revision: IfMatch,
) -> ApiResult<HttpResponse> {
    app::health::activate(&state.context, &caller.actor, path.0, revision.0).await?;
    present(&state, &caller, path.0).await
}

/// Puts a version for some clients out of force: they get the next less specific one.
///
/// The one for everyone answers 409: put another version for everyone in force instead.
#[utoipa::path(
    tag = "Configuration",
    params(
        ("id" = HealthScoreConfigId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the revision in force", example = "\"v1\"")
    ),
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses(
        (status = 200, description = "The version, out of force", body = HealthScoreConfig,
         headers(("ETag" = String, description = "Revision")),
         example = json!({"name": "Usage first", "version": 2, "is_active": false})),
        Problems
    )
)]
#[post("/config/health-score/{id}/deactivate")]
pub(super) async fn deactivate_health_score_config(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
    path: PathId<HealthScoreConfigId>,
    revision: IfMatch,
) -> ApiResult<HttpResponse> {
    app::health::deactivate(&state.context, &caller.actor, path.0, revision.0).await?;
    present(&state, &caller, path.0).await
}

async fn present(state: &State, caller: &Caller, id: HealthScoreConfigId) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let config = present::one(&mut connection, caller, id).await?;
    Ok(HttpResponse::Ok().insert_header(etag(config.revision)).json(config))
}
