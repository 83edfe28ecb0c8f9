use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{config::HealthScoreConfig, page::Page};
use serde::Deserialize;

use super::present;
use crate::{
    ApiResult, State,
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
        store::health::configs(&mut connection, &caller.scope, page.after()?, page.rows_to_fetch(), page.offset())
            .await?;
    let shown = present::all(&mut connection, rows).await?;
    let answer = page.envelope(shown, total, |config: &HealthScoreConfig| config.id, |config| config);
    caller.read("health_score_config", answer.data.iter().map(|config| config.id.0));
    Ok(Json(answer))
}
