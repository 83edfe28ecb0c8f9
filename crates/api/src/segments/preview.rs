use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::segments::{PreviewSegment, SegmentPreview};
use store::clients::{ClientFilter, ListRequest, Position, SortDirection, SortField};

use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    clients::list_item,
    filter::{filter_on, read_filter, says_which_life},
    openapi::Problems,
    request::Body,
};

/// Clients shown of those that match.
const SAMPLE: i64 = 5;

/// Whom a filter would let through within your scope: how many, what they are worth, and the first of them.
///
/// Active clients unless the filter asks for `is_active`, `lifecycle_status` or `churned_at`.
#[utoipa::path(
    tag = "Segments",
    request_body(content = PreviewSegment, example = json!({
        "filter": {"and": [{"field": "health_score", "op": "lt", "value": 60}]}
    })),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Whom it lets through", body = SegmentPreview, example = json!({
            "clients": 12, "at_risk_clients": 9, "annual_recurring_revenue": 840000, "currency": "USD",
            "sample": [{"id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "current_health_score": 38}]
        })),
        Problems
    )
)]
#[post("/segments/preview")]
pub(super) async fn preview_segment(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    body: Body<PreviewSegment>,
) -> ApiResult<Json<SegmentPreview>> {
    let filter = read_filter(&body.0.filter, "/filter")?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let filter = ClientFilter {
        is_active: (!says_which_life(&filter)).then_some(true),
        segment_filter: Some(filter_on(filter, &settings, today)),
        ..ClientFilter::default()
    };
    let sum = store::clients::sum(&mut connection, &caller.scope, &filter).await?;
    let request = ListRequest {
        filter,
        sort: SortField::HealthScore,
        direction: SortDirection::Ascending,
        position: Position::Offset(0),
        limit: SAMPLE,
    };
    let rows = store::clients::list(&mut connection, &caller.scope, &request).await?;
    drop(connection);
    caller.read("client", rows.iter().map(|row| row.id));
    let currency = settings.reporting_currency.clone();
    Ok(Json(SegmentPreview {
        clients: sum.clients,
        at_risk_clients: sum.at_risk,
        annual_recurring_revenue: sum.arr.map(|arr| analytics::round::round(arr, 2)),
        sample: rows.into_iter().map(|row| list_item(row, &currency, today)).collect::<ApiResult<_>>()?,
        currency,
    }))
}
