use actix_web::{HttpResponse, post, web::Data};
use api_types::notes::{NewNote, Note};
use app::notes::NoteChanges;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, LogWork},
    openapi::Problems,
    request::{Body, ClientPath, etag},
};

/// Writes a note about a client.
#[utoipa::path(
    tag = "Work",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    request_body(content = NewNote, example = json!({"title": "Renewal strategy", "content": "Start early.", "note_type": "STRATEGY"})),
    security(("bearer" = ["LOG_WORK"])),
    responses(
        (status = 201, description = "The note", body = Note, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "content": "Start early.", "version": 1})),
        Problems
    )
)]
#[post("/clients/{id}/notes")]
pub(super) async fn create_client_note(
    caller: Allowed<LogWork>,
    state: Data<State>,
    path: ClientPath,
    body: Body<NewNote>,
) -> ApiResult<HttpResponse> {
    let new = body.0;
    let changes = NoteChanges {
        title: Some(new.title),
        content: Some(new.content),
        note_type: new.note_type,
        is_private: Some(new.is_private),
    };
    let id = app::notes::create(&state.context, &caller.actor, &path.0, changes).await?;
    let mut connection = state.connection().await?;
    let note = present::one(&mut connection, &caller, id).await?;
    Ok(HttpResponse::Created().insert_header(etag(note.version)).json(note))
}
