use chrono::{DateTime, Utc};
use domain::{SessionId, StaffId};
use sqlx::PgConnection;

use crate::Result;

/// A refresh token with the session it belongs to.
#[derive(Debug, Clone)]
pub struct TokenRow {
    pub session_id: SessionId,
    pub staff_id: StaffId,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
    pub session_created_at: DateTime<Utc>,
    pub session_revoked_at: Option<DateTime<Utc>>,
}

/// Adds a token to a session.
pub async fn insert_token(
    connection: &mut PgConnection,
    token_hash: &[u8],
    session_id: SessionId,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into refresh_token (token_hash, session_id, created_at, expires_at) values ($1, $2, $3, $4)",
        token_hash,
        session_id.0,
        created_at,
        expires_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The token with this hash. Locks it and its session: of two uses at once, the second waits and sees the first.
pub async fn find_token_for_update(connection: &mut PgConnection, token_hash: &[u8]) -> Result<Option<TokenRow>> {
    let row = sqlx::query!(
        "select t.session_id, t.expires_at, t.used_at, s.staff_id, s.created_at, s.revoked_at
         from refresh_token t
         join staff_session s on s.id = t.session_id
         where t.token_hash = $1
         for update",
        token_hash
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| TokenRow {
        session_id: SessionId(row.session_id),
        staff_id: StaffId(row.staff_id),
        expires_at: row.expires_at,
        used_at: row.used_at,
        session_created_at: row.created_at,
        session_revoked_at: row.revoked_at,
    }))
}

/// Spends a token.
pub async fn mark_used(connection: &mut PgConnection, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("update refresh_token set used_at = $2 where token_hash = $1", token_hash, now)
        .execute(connection)
        .await?;
    Ok(())
}
