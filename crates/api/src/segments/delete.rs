use actix_web::{HttpResponse, delete, web::Data};
use domain::SegmentId;

use crate::{
    ApiResult, State,
    access::{Allowed, OwnViews},
    openapi::Problems,
    request::PathId,
};

/// Removes a saved segment: your own, or, with the right to configure segments, one for everyone.
///
/// A segment a saved view or an alert rule stands on stays: 409.
#[utoipa::path(
    tag = "Segments",
    params(("id" = SegmentId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["OWN_VIEWS"])),
    responses((status = 204, description = "It is gone"), Problems)
)]
#[delete("/segments/{id}")]
pub(super) async fn delete_segment(
    caller: Allowed<OwnViews>,
    state: Data<State>,
    path: PathId<SegmentId>,
) -> ApiResult<HttpResponse> {
    app::segments::remove(&state.context, &caller.actor, path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
