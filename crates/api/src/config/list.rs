use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{config::HealthScoreConfig, page::Page};
use domain::{ClientId, HealthScoreConfigId};
use serde::Deserialize;
use store::{health::ConfigRow, parse_column};

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadScoreConfiguration},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// There is nothing to filter by.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFilter {}

/// The configurations scores are made with, newest first.
#[utoipa::path(
    tag = "Configuration",
    params(PageQuery),
    security(("bearer" = ["READ_SCORE_CONFIGURATION"])),
    responses(
        (status = 200, description = "One page of configurations", body = Page<HealthScoreConfig>, example = json!({
            "data": [{"name": "Six components", "profile": "SIX", "version": 1, "is_default": true, "is_active": true,
              "weights": {"usage": 25, "adoption": 20, "support": 15, "relationship": 15, "contract": 15, "outcome": 10},
              "bands": {"healthy": 80, "monitor": 60, "at_risk": 40}}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/config/health-score")]
pub(super) async fn list_health_score_configs(
    caller: Allowed<ReadScoreConfiguration>,
    state: Data<State>,
    query: Paged<NoFilter>,
) -> ApiResult<Json<Page<HealthScoreConfig>>> {
    let page = &query.page;
    let mut connection = state.connection().await?;
    let (rows, total) =
        store::health::configs(&mut connection, page.after()?, page.rows_to_fetch(), page.offset()).await?;
    let shown = rows.into_iter().map(shown).collect::<ApiResult<Vec<_>>>()?;
    let answer = page.envelope(shown, total, |config: &HealthScoreConfig| config.id, |config| config);
    caller.read("health_score_config", answer.data.iter().map(|config| config.id.0));
    Ok(Json(answer))
}

fn shown(row: ConfigRow) -> ApiResult<HealthScoreConfig> {
    Ok(HealthScoreConfig {
        id: HealthScoreConfigId(row.id),
        name: row.name,
        description: row.description,
        profile: parse_column("health_score_config", "profile", &row.profile)?,
        applies_to_tier: row
            .applies_to_tier
            .as_deref()
            .map(|tier| parse_column("health_score_config", "applies_to_tier", tier))
            .transpose()?,
        applies_to_segment: row.applies_to_segment,
        applies_to_client_id: row.applies_to_client_id.map(ClientId),
        weights: serde_json::from_value(row.weights).map_err(ApiError::internal)?,
        bands: serde_json::from_value(row.bands).map_err(ApiError::internal)?,
        is_active: row.is_active,
        is_default: row.is_default,
        version: row.version,
        previous_version_id: row.previous_version_id.map(HealthScoreConfigId),
        created_at: row.created_at,
    })
}
