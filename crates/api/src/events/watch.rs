use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{self, ContentEncoding},
    web::Data,
};
use api_types::alerts::AlertCounts;
use domain::staff::Permission;
use futures::stream;

use super::feed::Feed;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients, bearer},
    openapi::Problems,
};

/// What changes within your scope, as it happens.
///
/// Server-sent events. `alerts` carries the counts of `GET /alerts/counts`, `notifications` those of
/// `GET /notifications/counts`, not for API keys: at once, and whenever they may have changed;
/// the first change after half a minute of quiet comes at once, later ones at most every 30 seconds. The stream ends
/// with the access token: connect again with the next one.
#[utoipa::path(
    tag = "Events",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The stream", content_type = "text/event-stream", body = AlertCounts,
         example = "event: alerts\ndata: {\"new\":12,\"acknowledged\":3,\"snoozed\":1,\"new_by_severity\":{\"HIGH\":5}}\n\n"),
        Problems
    )
)]
#[get("/events")]
pub(super) async fn watch_events(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let token = bearer(&request).unwrap_or_default();
    // Notifications are of people: a program with a key of theirs hears only of alerts.
    let hears_notifications = caller.may(Permission::OwnAccount);
    let feed = Feed::new(state, caller.scope, caller.team_scope(), caller.staff_id, token, hears_notifications);
    // Neither compressed nor kept back by a proxy: both would hold messages until there are enough of them.
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(ContentEncoding::Identity)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(stream::unfold(feed, |mut feed| async move {
            Some((Ok::<_, actix_web::Error>(feed.next().await?), feed))
        })))
}
