use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The newest notes are read before any index of words: a word that is in many of them is found here at once, and sorting
/// all of its notes is spared.
const NEWEST: i64 = 600;
/// Notes an index of words gives at most. A word in so many of all notes was found among the newest.
const LOOKED_AT: i64 = 1_500;

/// A note that was found.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FoundNote {
    pub client_id: Uuid,
    pub client_name: String,
    pub id: Uuid,
    pub title: Option<String>,
    pub content: String,
    pub note_type: String,
    pub is_private: bool,
    pub created_by_id: Uuid,
    pub created_by_name: String,
    pub created_at: DateTime<Utc>,
}

/// Notes by words in their title and text that `reader` may see, newest first: everyone's and the reader's own private ones.
pub async fn notes(
    connection: &mut PgConnection,
    scope: &Scope,
    reader: StaffId,
    typed: &str,
    limit: i64,
) -> Result<Vec<FoundNote>> {
    let newest = ask(connection, include_str!("newest_notes.sql"), scope, reader, typed, limit, NEWEST).await?;
    if newest.len() == usize::try_from(limit).unwrap_or(usize::MAX) {
        return Ok(newest);
    }
    ask(connection, include_str!("notes.sql"), scope, reader, typed, limit, LOOKED_AT).await
}

async fn ask(
    connection: &mut PgConnection,
    sql: &'static str,
    scope: &Scope,
    reader: StaffId,
    typed: &str,
    limit: i64,
    looked_at: i64,
) -> Result<Vec<FoundNote>> {
    let rows = sqlx::query_as(sql)
        .persistent(false)
        .bind(scope.csm())
        .bind(scope.account_executive())
        .bind(reader.0)
        .bind(typed)
        .bind(limit)
        .bind(looked_at)
        .fetch_all(connection)
        .await?;
    Ok(rows)
}
