use actix_web::{HttpResponse, get, web::Data};
use api_types::notes::Note;
use domain::NoteId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PathId, etag},
};

/// One note.
///
/// The `ETag` names the version to send as `If-Match` with an edit.
#[utoipa::path(
    tag = "Work",
    params(("id" = NoteId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The note", body = Note, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "content": "Start early.", "version": 1})),
        Problems
    )
)]
#[get("/notes/{id}")]
pub(super) async fn get_note(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: PathId<NoteId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let note = present::one(&mut connection, &caller, path.0).await?;
    caller.read("client_note", [note.id.0, note.client_id.0]);
    Ok(HttpResponse::Ok().insert_header(etag(note.version)).json(note))
}
