//! The keys that sign access tokens.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::Result;

/// A key; the private half is encrypted.
#[derive(Clone)]
pub struct SigningKeyRow {
    pub kid: String,
    pub public_key: Vec<u8>,
    pub private_key_encrypted: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for SigningKeyRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKeyRow").field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// The active key, and those retired since an instant: tokens they signed may still be about.
pub async fn usable(connection: &mut PgConnection, retired_since: DateTime<Utc>) -> Result<Vec<SigningKeyRow>> {
    let rows = sqlx::query_as!(
        SigningKeyRow,
        "select kid, public_key, private_key_encrypted, created_at, retired_at
         from signing_key
         where retired_at is null or retired_at >= $1
         order by created_at desc",
        retired_since
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Keeps two replicas that start at once from making two keys. Held until the transaction ends.
pub async fn lock(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('signing_key', 0))").fetch_one(connection).await?;
    Ok(())
}

/// Adds a key.
pub async fn insert(connection: &mut PgConnection, key: &SigningKeyRow) -> Result<()> {
    sqlx::query!(
        "insert into signing_key (kid, public_key, private_key_encrypted, created_at) values ($1, $2, $3, $4)",
        key.kid,
        key.public_key,
        key.private_key_encrypted,
        key.created_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Retires the active key.
pub async fn retire_active(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("update signing_key set retired_at = $1 where retired_at is null", now).execute(connection).await?;
    Ok(())
}
