use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What people write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteFields {
    pub title: Option<String>,
    pub content: String,
    pub note_type: String,
    pub is_private: bool,
}

/// A note as it stands before an edit.
#[derive(Debug, Clone)]
pub struct EditableNote {
    pub client_id: Uuid,
    pub id: Uuid,
    pub created_by_id: Uuid,
    pub version: i32,
    pub fields: NoteFields,
}

/// Reads a note that `reader` may see and holds its row until the transaction ends.
pub async fn editable(
    connection: &mut PgConnection,
    scope: &Scope,
    reader: StaffId,
    id: Uuid,
) -> Result<Option<EditableNote>> {
    let row = sqlx::query!(
        "select n.client_id, n.id, n.created_by_id, n.version, n.title, n.content, n.note_type, n.is_private
         from client_note n
         join client c on c.id = n.client_id
         where n.id = $1 and (not n.is_private or n.created_by_id = $2)
           and ($3::uuid is null or c.csm_user_id = $3)
           and ($4::uuid is null or c.ae_user_id = $4)
         for update of n",
        id,
        reader.0,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| EditableNote {
        client_id: row.client_id,
        id: row.id,
        created_by_id: row.created_by_id,
        version: row.version,
        fields: NoteFields {
            title: row.title,
            content: row.content,
            note_type: row.note_type,
            is_private: row.is_private,
        },
    }))
}

/// Writes a new note.
pub async fn insert(
    connection: &mut PgConnection,
    client: Uuid,
    id: Uuid,
    author: StaffId,
    fields: &NoteFields,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into client_note (client_id, id, title, content, note_type, is_private, created_by_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        client,
        id,
        fields.title,
        fields.content,
        fields.note_type,
        fields.is_private,
        author.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an edit.
pub async fn update(connection: &mut PgConnection, client: Uuid, id: Uuid, fields: &NoteFields) -> Result<()> {
    sqlx::query!(
        "update client_note
         set title = $3, content = $4, note_type = $5, is_private = $6, version = version + 1
         where client_id = $1 and id = $2",
        client,
        id,
        fields.title,
        fields.content,
        fields.note_type,
        fields.is_private
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a note.
pub async fn delete(connection: &mut PgConnection, client: Uuid, id: Uuid) -> Result<()> {
    sqlx::query!("delete from client_note where client_id = $1 and id = $2", client, id).execute(connection).await?;
    Ok(())
}
