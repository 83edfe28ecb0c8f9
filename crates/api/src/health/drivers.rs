use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::health::HealthDrivers;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, Query},
};

/// Which two days.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Days {
    /// The earlier day.
    #[param(example = "2026-01-02")]
    from: NaiveDate,
    /// The later day.
    #[param(example = "2026-02-01")]
    to: NaiveDate,
}

/// What moved the score between two days: each component and each input, summing to the change.
///
/// A day without a score of its own takes the last one of the seven days before it; the answer says which it took.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), Days),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The causes of the change", body = HealthDrivers, example = json!({
            "from": "2026-01-02", "to": "2026-02-01", "from_score": 73, "to_score": 58, "score_change": -15.25,
            "rounding": 0.25, "rows": [{"kind": "COMPONENT", "component": "usage", "from_score": 85, "to_score": 45,
            "contribution": -10, "inputs": []}]
        })),
        Problems
    )
)]
#[get("/clients/{id}/health/drivers")]
pub(super) async fn get_client_health_drivers(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    days: Query<Days>,
) -> ApiResult<Json<HealthDrivers>> {
    let Days { from, to } = days.0;
    if from > to {
        return Err(ApiError::malformed("from", "after-to", "from must not lie after to."));
    }
    let mut connection = state.connection().await?;
    let id = store::clients::resolve(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    caller.read("client", [id]);
    let found = super::drivers(&mut connection, &caller.scope, id, from, to).await?;
    found.map(Json).ok_or_else(|| {
        ApiError::invalid("from", "no-score", "There is no score on one of these days or in the week before it.")
    })
}
