use actix_web::{HttpResponse, put, web::Data};
use api_types::notes::{Note, UpdateNote};
use app::notes::NoteChanges;
use domain::NoteId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, LogWork},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes a note you wrote.
///
/// Fields that are left out stay.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = NoteId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateNote, example = json!({"content": "Start in spring.", "is_private": true})),
    security(("bearer" = ["LOG_WORK"])),
    responses(
        (status = 200, description = "The note as it is now", body = Note, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "content": "Start in spring.", "version": 2})),
        Problems
    )
)]
#[put("/notes/{id}")]
pub(super) async fn update_note(
    caller: Allowed<LogWork>,
    state: Data<State>,
    path: PathId<NoteId>,
    version: IfMatch,
    body: Body<UpdateNote>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    let changes = NoteChanges {
        title: edit.title,
        content: edit.content,
        note_type: edit.note_type,
        is_private: edit.is_private,
    };
    app::notes::update(&state.context, &caller.actor, path.0, version.0, changes).await?;
    let mut connection = state.connection().await?;
    let note = present::one(&mut connection, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(note.version)).json(note))
}
