use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{notifications::Delivery, page::Page};
use domain::notification::{Channel, DeliveryState};
use serde::Deserialize;
use store::notifications::{DeliveryFilter, DeliveryRow};

use super::present::delivery;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageDeliveries},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Which deliveries.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct DeliveryQuery {
    /// Only these states, separated by commas.
    #[param(style = Form, explode = false, example = "FAILED,GAVE_UP")]
    state: Vec<DeliveryState>,
    /// Only these channels, separated by commas.
    #[param(style = Form, explode = false, example = "EMAIL")]
    channel: Vec<Channel>,
}

/// Messages that left the product, or are about to: to whom, after how many tries, and why one failed.
///
/// The newest first, without what they say.
#[utoipa::path(
    tag = "Notifications",
    params(PageQuery, DeliveryQuery),
    security(("bearer" = ["MANAGE_DELIVERIES"])),
    responses(
        (status = 200, description = "One page of deliveries", body = Page<Delivery>, example = json!({
            "data": [{"channel": "EMAIL", "kind": "ALERTS", "state": "FAILED", "attempts": 2,
                      "last_error": "the mail server took longer than 15 s", "next_attempt_at": "2026-11-21T12:05:00Z"}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/deliveries")]
pub(super) async fn list_deliveries(
    caller: Allowed<ManageDeliveries>,
    state: Data<State>,
    query: Paged<DeliveryQuery>,
) -> ApiResult<Json<Page<Delivery>>> {
    let Paged { page, filter } = query;
    let filter = DeliveryFilter {
        states: filter.state.iter().map(|state| state.as_str().to_owned()).collect(),
        channels: filter.channel.iter().map(|channel| channel.as_str().to_owned()).collect(),
        after: page.after()?,
        offset: page.offset(),
        limit: page.rows_to_fetch(),
    };
    let mut connection = state.connection().await?;
    let (rows, total) = store::notifications::deliveries(&mut connection, &filter).await?;
    drop(connection);
    let answer = page.envelope(rows, total, |row: &DeliveryRow| (row.created_at, row.id), |row| row);
    caller.read("notification_delivery", answer.data.iter().map(|row| row.id));
    let data = answer.data.into_iter().map(delivery).collect::<ApiResult<_>>()?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
