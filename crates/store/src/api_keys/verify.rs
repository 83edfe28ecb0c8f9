use chrono::{DateTime, Duration, Utc};
use domain::{ApiKeyId, StaffId, api_key::ApiScope, staff::Role};
use sqlx::PgConnection;

use crate::{Result, parse_column};

/// A use within this time of the one before is not written down.
const NOTED_EVERY: Duration = Duration::minutes(1);

/// A key that may be the one that was sent, with whom it acts for as they are now.
#[derive(Clone)]
pub struct CandidateRow {
    pub id: ApiKeyId,
    pub name: String,
    pub secret_hash: Vec<u8>,
    pub scopes: Vec<ApiScope>,
    pub expires_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub staff_id: StaffId,
    pub email: String,
    pub role: Role,
    pub is_active: bool,
    pub is_demo: bool,
}

impl CandidateRow {
    /// Whether its last use lies far enough back for another to be written down.
    pub fn is_use_to_note(&self, now: DateTime<Utc>) -> bool {
        self.last_used_at.is_none_or(|last| now - last >= NOTED_EVERY)
    }
}

impl std::fmt::Debug for CandidateRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CandidateRow").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The key with this prefix; whoever asks compares the hash.
pub async fn find_by_prefix(connection: &mut PgConnection, prefix: &str) -> Result<Option<CandidateRow>> {
    let row = sqlx::query!(
        "select k.id, k.name, k.secret_hash, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, k.staff_id,
           s.email, s.role, s.is_active, s.is_demo
         from api_key k
         join staff s on s.id = k.staff_id
         where k.prefix = $1",
        prefix
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(CandidateRow {
            id: ApiKeyId(row.id),
            scopes: row
                .scopes
                .iter()
                .map(|scope| parse_column("api_key", "scopes", scope))
                .collect::<Result<Vec<_>>>()?,
            name: row.name,
            secret_hash: row.secret_hash,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            last_used_at: row.last_used_at,
            staff_id: StaffId(row.staff_id),
            email: row.email,
            role: parse_column("staff", "role", &row.role)?,
            is_active: row.is_active,
            is_demo: row.is_demo,
        })
    })
    .transpose()
}

/// Notes that a key was used, at most once a minute whatever number of replicas see it.
pub async fn note_use(connection: &mut PgConnection, id: ApiKeyId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)",
        id.0,
        now,
        now - NOTED_EVERY
    )
    .execute(connection)
    .await?;
    Ok(())
}
