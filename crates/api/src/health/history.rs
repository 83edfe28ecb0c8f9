use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::period::Window;
use api_types::health::HealthHistory;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, Query, days},
};

/// Days a history shows unless asked otherwise.
const DEFAULT_DAYS: i64 = 90;
/// Days a history shows at most: what is kept.
const MAX_DAYS: i64 = 1_130;

/// Between which days.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Span {
    /// First day; 89 days before the last unless given.
    #[param(example = "2026-01-01")]
    from: Option<NaiveDate>,
    /// Last day; the day of the newest score unless given.
    #[param(example = "2026-03-31")]
    to: Option<NaiveDate>,
}

impl Span {
    /// The first and the last day, the last being `last` unless asked otherwise.
    pub(crate) fn window(&self, last: NaiveDate) -> ApiResult<Window> {
        days(self.from, self.to, last, DEFAULT_DAYS, MAX_DAYS)
    }
}

/// The health of a client over time, with its tier's average and what happened.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), Span),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Health by day", body = HealthHistory, example = json!({
            "from": "2026-01-01", "to": "2026-03-31",
            "points": [{"date": "2026-01-01", "overall_score": 72, "health_status": "MONITOR"}],
            "tier_average": [{"date": "2026-01-01", "value": 78.2}], "events": []
        })),
        Problems
    )
)]
#[get("/clients/{id}/health/history")]
pub(super) async fn get_client_health_history(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    span: Query<Span>,
) -> ApiResult<Json<HealthHistory>> {
    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let last = row.health_as_of.unwrap_or_else(|| state.context.now().date_naive());
    let Window { start: from, end: to } = span.0.window(last)?;
    caller.read("client", [row.id]);
    Ok(Json(super::history(&mut connection, &caller.scope, &row, from, to).await?))
}
