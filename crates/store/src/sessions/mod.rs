//! Sessions and their refresh tokens. The tokens themselves are never stored, only their hashes.

mod list;
mod revoke;
mod tokens;

use chrono::{DateTime, Utc};
use domain::{SessionId, StaffId};
use sqlx::{PgConnection, PgPool, postgres::PgListener};

use crate::Result;

pub use list::{Part, SessionRow, list_of_staff};
pub use revoke::{RevokedReason, revoke, revoke_all_of_staff, revoke_others_of_staff, revoked_since};
pub use tokens::{TokenRow, find_token_for_update, insert_token, mark_used};

/// The channel on which every replica hears of ended sessions; the payload is the session's id.
const REVOKED_CHANNEL: &str = "steward_session_revoked";

/// A session to be.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    pub id: SessionId,
    pub staff_id: StaffId,
    pub user_agent: Option<&'a str>,
    pub ip_address: Option<&'a str>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// Starts a session.
pub async fn insert(connection: &mut PgConnection, session: &NewSession<'_>) -> Result<()> {
    sqlx::query!(
        "insert into staff_session (id, staff_id, user_agent, ip_address, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $5, $6)",
        session.id.0,
        session.staff_id.0,
        session.user_agent,
        session.ip_address,
        session.created_at,
        session.expires_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that a session was refreshed, and from where.
pub async fn touch(
    connection: &mut PgConnection,
    id: SessionId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    ip_address: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "update staff_session
         set last_seen_at = $2, expires_at = $3, ip_address = coalesce($4, ip_address)
         where id = $1",
        id.0,
        now,
        expires_at,
        ip_address
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A connection that hears of ended sessions; it reconnects by itself.
pub async fn listen(pool: &PgPool) -> Result<PgListener> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(REVOKED_CHANNEL).await?;
    Ok(listener)
}
