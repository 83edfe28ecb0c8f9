use actix_web::{HttpResponse, post, web::Data};
use analytics::health::config::Bands;
use api_types::config::{HealthScoreConfig, NewHealthScoreConfig};
use app::health::NewVersion;
use domain::health::Profile;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ConfigureScores},
    openapi::Problems,
    request::{Body, etag},
};

/// Makes a version of how scores are made, for everyone or for some clients.
///
/// It is not in force until it is activated, and may be changed until then.
#[utoipa::path(
    tag = "Configuration",
    request_body(content = NewHealthScoreConfig, example = json!({
        "name": "Usage first", "applies_to_tier": "ENTERPRISE",
        "weights": {"usage": 40, "adoption": 20, "support": 10, "relationship": 10, "contract": 10, "outcome": 10},
        "bands": {"healthy": 80, "monitor": 60, "at_risk": 40}
    })),
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses(
        (status = 201, description = "The version", body = HealthScoreConfig,
         headers(("ETag" = String, description = "Revision")),
         example = json!({"name": "Usage first", "version": 2, "revision": 1, "is_active": false})),
        Problems
    )
)]
#[post("/config/health-score")]
pub(super) async fn create_health_score_config(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
    body: Body<NewHealthScoreConfig>,
) -> ApiResult<HttpResponse> {
    let new = body.0;
    let profile = new.profile.unwrap_or(Profile::Six);
    let version = NewVersion {
        name: new.name,
        description: new.description,
        profile,
        applies_to: present::applies_to(new.applies_to_tier, new.applies_to_segment, new.applies_to_client_id),
        weights: new.weights,
        bands: new.bands.map_or_else(|| Bands::default_of(profile), present::bands),
    };
    let id = app::health::create_version(&state.context, &caller.actor, version).await?;
    let mut connection = state.connection().await?;
    let config = present::one(&mut connection, &caller, id).await?;
    Ok(HttpResponse::Created().insert_header(etag(config.revision)).json(config))
}
