use actix_web::{HttpResponse, post, web::Data};
use api_types::notifications::Delivery;

use super::present::delivery;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, OwnAccount},
    openapi::Problems,
};

/// Sends you a message, to see whether messages arrive.
///
/// In the app and by e-mail, at whatever hour. Where no e-mail is configured this is a conflict.
#[utoipa::path(
    tag = "Notifications",
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 202, description = "It is on its way", body = Delivery,
         example = json!({"channel": "EMAIL", "kind": "TEST", "state": "PENDING", "attempts": 0})),
        Problems
    )
)]
#[post("/notifications/test")]
pub(super) async fn send_test_message(caller: Allowed<OwnAccount>, state: Data<State>) -> ApiResult<HttpResponse> {
    let id = app::notifications::send_test(&state.context, &caller.actor).await?;
    let mut connection = state.connection().await?;
    let row = store::notifications::delivery(&mut connection, id.0).await?;
    Ok(HttpResponse::Accepted().json(delivery(row.ok_or_else(|| ApiError::not_found("delivery"))?)?))
}
