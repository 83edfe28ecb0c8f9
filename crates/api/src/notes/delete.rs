use actix_web::{HttpResponse, delete, web::Data};
use domain::NoteId;

use crate::{
    ApiResult, State,
    access::{Allowed, LogWork},
    openapi::Problems,
    request::PathId,
};

/// Removes a note you wrote.
#[utoipa::path(
    tag = "Work",
    params(("id" = NoteId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["LOG_WORK"])),
    responses((status = 204, description = "It is gone"), Problems)
)]
#[delete("/notes/{id}")]
pub(super) async fn delete_note(
    caller: Allowed<LogWork>,
    state: Data<State>,
    path: PathId<NoteId>,
) -> ApiResult<HttpResponse> {
    app::notes::remove(&state.context, &caller.actor, path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
