use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::adoption::FeatureReachSummary;

use super::present::reached;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
};

/// The most and the least used features among the active clients within your scope.
///
/// By the share of the clients that license a feature and use it. A feature fewer than five of them license is listed
/// apart: a share of so few says nothing.
#[utoipa::path(
    tag = "Analytics",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Features, most used first", body = FeatureReachSummary, example = json!({
            "features": [{"feature_key": "case_creation", "feature_name": "Case Creation", "module": "Case Management",
              "licensing_clients": 8, "using_clients": 6, "total_usage": 400, "using_percent": 75.0}],
            "too_few": []
        })),
        Problems
    )
)]
#[get("/analytics/feature-adoption")]
pub(super) async fn get_feature_adoption(
    caller: Allowed<ReadClients>,
    state: Data<State>,
) -> ApiResult<Json<FeatureReachSummary>> {
    let mut connection = state.connection().await?;
    let rows = store::adoption::reach_in_scope(&mut connection, &caller.scope).await?;
    caller.read("portfolio", []);
    Ok(Json(reached(rows)))
}
