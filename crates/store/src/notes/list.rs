use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, search::like_pattern};

/// Which notes of a client, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct NoteFilter {
    /// Only these types; empty means any.
    pub types: Vec<String>,
    /// Part of the title or the text.
    pub search: Option<String>,
    /// The sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// A note.
#[derive(Debug, Clone)]
pub struct NoteRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub title: Option<String>,
    pub content: String,
    pub note_type: String,
    pub is_private: bool,
    pub created_by_id: Uuid,
    pub created_by_name: String,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The notes of a client that `reader` may see, newest first, and how many there are.
pub async fn list(
    connection: &mut PgConnection,
    scope: &Scope,
    reader: StaffId,
    client: Uuid,
    filter: &NoteFilter,
) -> Result<(Vec<NoteRow>, i64)> {
    let pattern = filter.search.as_deref().map(like_pattern);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from client_note n
           join client c on c.id = n.client_id
           where n.client_id = $1 and (not n.is_private or n.created_by_id = $2)
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)
             and (cardinality($5::text[]) = 0 or n.note_type = any($5))
             and ($6::text is null or n.title ilike $6 or n.content ilike $6)"#,
        client,
        reader.0,
        scope.csm(),
        scope.account_executive(),
        &filter.types,
        pattern
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query_as!(
        NoteRow,
        r#"select n.client_id, n.id, n.title, n.content, n.note_type, n.is_private, n.created_by_id,
             s.first_name || ' ' || s.last_name as "created_by_name!", n.version, n.created_at, n.updated_at
           from client_note n
           join client c on c.id = n.client_id
           join staff s on s.id = n.created_by_id
           where n.client_id = $1 and (not n.is_private or n.created_by_id = $2)
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)
             and (cardinality($5::text[]) = 0 or n.note_type = any($5))
             and ($6::text is null or n.title ilike $6 or n.content ilike $6)
             and ($7::timestamptz is null or (n.created_at, n.id) < ($7, $8::uuid))
           order by n.created_at desc, n.id desc
           offset $9
           limit $10"#,
        client,
        reader.0,
        scope.csm(),
        scope.account_executive(),
        &filter.types,
        pattern,
        filter.after.map(|(at, _)| at),
        filter.after.map(|(_, id)| id),
        filter.offset,
        filter.limit
    )
    .fetch_all(connection)
    .await?;
    Ok((rows, total))
}

/// One note, if `reader` may see it.
pub async fn get(connection: &mut PgConnection, scope: &Scope, reader: StaffId, id: Uuid) -> Result<Option<NoteRow>> {
    let row = sqlx::query_as!(
        NoteRow,
        r#"select n.client_id, n.id, n.title, n.content, n.note_type, n.is_private, n.created_by_id,
             s.first_name || ' ' || s.last_name as "created_by_name!", n.version, n.created_at, n.updated_at
           from client_note n
           join client c on c.id = n.client_id
           join staff s on s.id = n.created_by_id
           where n.id = $1 and (not n.is_private or n.created_by_id = $2)
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)"#,
        id,
        reader.0,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
