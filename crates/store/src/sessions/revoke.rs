use chrono::{DateTime, Utc};
use domain::{SessionId, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use super::REVOKED_CHANNEL;
use crate::Result;

/// Why a session ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevokedReason {
    Logout,
    Revoked,
    Reuse,
    PasswordReset,
    Disabled,
    RoleChanged,
}

impl RevokedReason {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Logout => "LOGOUT",
            Self::Revoked => "REVOKED",
            Self::Reuse => "REUSE",
            Self::PasswordReset => "PASSWORD_RESET",
            Self::Disabled => "DISABLED",
            Self::RoleChanged => "ROLE_CHANGED",
        }
    }
}

/// Ends a session of this member of staff and tells every replica when the transaction commits. False when there is
/// no such session, or it had ended.
pub async fn revoke(
    connection: &mut PgConnection,
    staff_id: StaffId,
    id: SessionId,
    reason: RevokedReason,
    now: DateTime<Utc>,
) -> Result<bool> {
    let ended = sqlx::query_scalar!(
        "update staff_session
         set revoked_at = $3, revoked_reason = $4
         where id = $1 and staff_id = $2 and revoked_at is null and expires_at > $3
         returning id",
        id.0,
        staff_id.0,
        now,
        reason.as_str()
    )
    .fetch_all(&mut *connection)
    .await?;
    notify(connection, &ended).await?;
    Ok(!ended.is_empty())
}

/// Ends all sessions of a member of staff and tells every replica.
pub async fn revoke_all_of_staff(
    connection: &mut PgConnection,
    staff_id: StaffId,
    reason: RevokedReason,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>> {
    revoke_others_of_staff(connection, staff_id, None, reason, now).await
}

/// Ends all sessions of a member of staff but one, and tells every replica.
pub async fn revoke_others_of_staff(
    connection: &mut PgConnection,
    staff_id: StaffId,
    but: Option<SessionId>,
    reason: RevokedReason,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>> {
    let ended = sqlx::query_scalar!(
        "update staff_session
         set revoked_at = $2, revoked_reason = $3
         where staff_id = $1 and revoked_at is null and expires_at > $2 and ($4::uuid is null or id <> $4)
         returning id",
        staff_id.0,
        now,
        reason.as_str(),
        but.map(|id| id.0)
    )
    .fetch_all(&mut *connection)
    .await?;
    notify(connection, &ended).await?;
    Ok(ended.into_iter().map(SessionId).collect())
}

/// Sessions that ended early since an instant.
pub async fn revoked_since(connection: &mut PgConnection, since: DateTime<Utc>) -> Result<Vec<SessionId>> {
    let ids =
        sqlx::query_scalar!("select id from staff_session where revoked_at >= $1", since).fetch_all(connection).await?;
    Ok(ids.into_iter().map(SessionId).collect())
}

async fn notify(connection: &mut PgConnection, sessions: &[Uuid]) -> Result<()> {
    sqlx::query!("select pg_notify($1, id::text) from unnest($2::uuid[]) as ended(id)", REVOKED_CHANNEL, sessions)
        .fetch_all(connection)
        .await?;
    Ok(())
}
