use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::notifications::NotificationCounts;

use crate::{
    ApiResult, State,
    access::{Allowed, OwnAccount},
    openapi::Problems,
};

/// How many notifications you did not read.
///
/// `GET /events` sends the same whenever it changes.
#[utoipa::path(
    tag = "Notifications",
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "The unread ones, counted", body = NotificationCounts, example = json!({"unread": 3})),
        Problems
    )
)]
#[get("/notifications/counts")]
pub(super) async fn get_notification_counts(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
) -> ApiResult<Json<NotificationCounts>> {
    let mut connection = state.connection().await?;
    let unread =
        store::notifications::unread(&mut connection, &caller.scope, caller.team_scope(), caller.staff_id).await?;
    Ok(Json(NotificationCounts { unread }))
}
