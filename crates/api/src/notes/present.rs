use api_types::{notes::Note, notifications::NoteMention, users::UserName};
use domain::{ClientId, NoteId, StaffId};
use sqlx::PgConnection;
use store::{
    notes::NoteRow,
    notifications::{MentionedRow, mentions},
    parse_column,
};

use crate::{ApiError, ApiResult, access::Caller};

/// A note as the wire shows it to a reader. Whom it names and whether they were told is for its author.
fn note(row: NoteRow, reader: StaffId, mentioned: &[MentionedRow]) -> ApiResult<Note> {
    let is_mine = row.created_by_id == reader.0;
    let mentions = mentioned.iter().filter(|mention| is_mine && mention.note_id == row.id).map(|mention| {
        Ok(NoteMention {
            user: UserName { id: StaffId(mention.staff_id), name: mention.staff_name.clone() },
            outcome: parse_column("note_mention", "outcome", &mention.outcome)?,
        })
    });
    let mentions = mentions.collect::<ApiResult<_>>()?;
    Ok(Note {
        id: NoteId(row.id),
        client_id: ClientId(row.client_id),
        title: row.title,
        content: row.content,
        note_type: parse_column("client_note", "note_type", &row.note_type)?,
        is_private: row.is_private,
        created_by: UserName { id: StaffId(row.created_by_id), name: row.created_by_name },
        mentions,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// Notes as the wire shows them.
pub(super) async fn all(connection: &mut PgConnection, caller: &Caller, rows: Vec<NoteRow>) -> ApiResult<Vec<Note>> {
    let clients: Vec<_> = rows.iter().map(|row| row.client_id).collect();
    let notes: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mentioned = mentions(connection, &clients, &notes).await?;
    rows.into_iter().map(|row| note(row, caller.staff_id, &mentioned)).collect()
}

/// One note as the wire shows it.
pub(super) async fn one(connection: &mut PgConnection, caller: &Caller, id: NoteId) -> ApiResult<Note> {
    let row = store::notes::get(connection, &caller.scope, caller.staff_id, id.0)
        .await?
        .ok_or_else(|| ApiError::not_found("note"))?;
    let mut notes = all(connection, caller, vec![row]).await?;
    notes.pop().ok_or_else(|| ApiError::not_found("note"))
}
