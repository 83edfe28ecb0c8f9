use actix_web::{
    put,
    web::{Data, Json},
};
use api_types::notifications::{MarkAllRead, Notification, NotificationCounts};
use domain::NotificationId;

use super::present::notification;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, OwnAccount},
    openapi::Problems,
    request::{Body, PathId},
};

/// Notes that you read a notification.
#[utoipa::path(
    tag = "Notifications",
    params(("id" = NotificationId, Path, description = "The notification", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "The notification as it is now", body = Notification,
         example = json!({"read_at": "2026-11-21T12:00:00Z"})),
        Problems
    )
)]
#[put("/notifications/{id}/read")]
pub(super) async fn mark_notification_read(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
    id: PathId<NotificationId>,
) -> ApiResult<Json<Notification>> {
    app::notifications::mark_read(&state.context, &caller.actor, id.0).await?;
    let mut connection = state.connection().await?;
    let row =
        store::notifications::get(&mut connection, &caller.scope, caller.team_scope(), caller.staff_id, id.0.0).await?;
    Ok(Json(notification(row.ok_or_else(|| ApiError::not_found("notification"))?)?))
}

/// Notes that you read everything you were told.
///
/// With `until`, what came later stays unread: send the time of the newest one you saw.
#[utoipa::path(
    tag = "Notifications",
    request_body(content = MarkAllRead, example = json!({"until": "2026-11-21T12:00:00Z"})),
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "What is left unread", body = NotificationCounts, example = json!({"unread": 0})),
        Problems
    )
)]
#[put("/notifications/read")]
pub(super) async fn mark_all_notifications_read(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
    body: Body<MarkAllRead>,
) -> ApiResult<Json<NotificationCounts>> {
    app::notifications::mark_all_read(&state.context, &caller.actor, body.0.until).await?;
    let mut connection = state.connection().await?;
    let unread =
        store::notifications::unread(&mut connection, &caller.scope, caller.team_scope(), caller.staff_id).await?;
    Ok(Json(NotificationCounts { unread }))
}
