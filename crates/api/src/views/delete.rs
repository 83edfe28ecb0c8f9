use actix_web::{HttpResponse, delete, web::Data};
use domain::ViewId;

use crate::{
    ApiResult, State,
    access::{Allowed, OwnViews},
    openapi::Problems,
    request::PathId,
};

/// Removes a saved view: your own, or, with the right to share views, one for everyone.
#[utoipa::path(
    tag = "Segments",
    params(("id" = ViewId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["OWN_VIEWS"])),
    responses((status = 204, description = "It is gone"), Problems)
)]
#[delete("/views/{id}")]
pub(super) async fn delete_view(
    caller: Allowed<OwnViews>,
    state: Data<State>,
    path: PathId<ViewId>,
) -> ApiResult<HttpResponse> {
    app::views::remove(&state.context, &caller.actor, path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
