use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::notifications::Delivery;
use domain::DeliveryId;

use super::present::delivery;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ManageDeliveries},
    openapi::Problems,
    request::PathId,
};

/// Tries a delivery again that failed or was given up.
#[utoipa::path(
    tag = "Notifications",
    params(("id" = DeliveryId, Path, description = "The delivery", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["MANAGE_DELIVERIES"])),
    responses(
        (status = 200, description = "The delivery as it is now", body = Delivery,
         example = json!({"state": "PENDING", "attempts": 0})),
        Problems
    )
)]
#[post("/deliveries/{id}/resend")]
pub(super) async fn resend_delivery(
    caller: Allowed<ManageDeliveries>,
    state: Data<State>,
    id: PathId<DeliveryId>,
) -> ApiResult<Json<Delivery>> {
    app::notifications::resend(&state.context, &caller.actor, id.0).await?;
    let mut connection = state.connection().await?;
    let row = store::notifications::delivery(&mut connection, id.0.0).await?;
    Ok(Json(delivery(row.ok_or_else(|| ApiError::not_found("delivery"))?)?))
}
