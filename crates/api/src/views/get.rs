use actix_web::{HttpResponse, get, web::Data};
use api_types::views::View;
use domain::ViewId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PathId, etag},
};

/// One saved view.
///
/// The `ETag` names the version to send as `If-Match` with an edit.
#[utoipa::path(
    tag = "Segments",
    params(("id" = ViewId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The view", body = View, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Enterprise at risk", "version": 1})),
        Problems
    )
)]
#[get("/views/{id}")]
pub(super) async fn get_view(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: PathId<ViewId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let view = present::one(&mut connection, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(view.version)).json(view))
}
