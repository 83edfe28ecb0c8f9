use api_types::{notes::Note, users::UserName};
use domain::{ClientId, NoteId, StaffId};
use sqlx::PgConnection;
use store::{notes::NoteRow, parse_column};

use crate::{ApiError, ApiResult, access::Caller};

/// A note as the wire shows it.
pub(super) fn note(row: NoteRow) -> ApiResult<Note> {
    Ok(Note {
        id: NoteId(row.id),
        client_id: ClientId(row.client_id),
        title: row.title,
        content: row.content,
        note_type: parse_column("client_note", "note_type", &row.note_type)?,
        is_private: row.is_private,
        created_by: UserName { id: StaffId(row.created_by_id), name: row.created_by_name },
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// One note as the wire shows it.
pub(super) async fn one(connection: &mut PgConnection, caller: &Caller, id: NoteId) -> ApiResult<Note> {
    let row = store::notes::get(connection, &caller.scope, caller.staff_id, id.0)
        .await?
        .ok_or_else(|| ApiError::not_found("note"))?;
    note(row)
}
