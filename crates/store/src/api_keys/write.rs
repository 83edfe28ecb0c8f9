use chrono::{DateTime, Utc};
use domain::{ApiKeyId, StaffId};
use sqlx::PgConnection;

use crate::Result;

/// A key to be.
#[derive(Clone)]
pub struct NewApiKey<'a> {
    pub id: ApiKeyId,
    pub staff_id: StaffId,
    pub name: &'a str,
    pub prefix: &'a str,
    pub secret_hash: &'a [u8],
    pub scopes: &'a [String],
    pub created_by: Option<StaffId>,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for NewApiKey<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewApiKey").field("id", &self.id).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

/// Adds a key.
pub async fn insert(connection: &mut PgConnection, key: &NewApiKey<'_>) -> Result<()> {
    sqlx::query!(
        "insert into api_key (id, staff_id, name, prefix, secret_hash, scopes, created_by_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        key.id.0,
        key.staff_id.0,
        key.name,
        key.prefix,
        key.secret_hash,
        key.scopes,
        key.created_by.map(|id| id.0),
        key.created_at,
        key.expires_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends a key for good; answers its name, or none when there is no such key or it had been ended.
pub async fn revoke(
    connection: &mut PgConnection,
    id: ApiKeyId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let name = sqlx::query_scalar!(
        "update api_key set revoked_at = $2, revoked_by_id = $3 where id = $1 and revoked_at is null returning name",
        id.0,
        now,
        by.map(|id| id.0)
    )
    .fetch_optional(connection)
    .await?;
    Ok(name)
}
