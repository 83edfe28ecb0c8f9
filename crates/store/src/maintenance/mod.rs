//! Rows that have run out, and the order of tables that were written from end to end.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use crate::Result;

/// Removes refresh tokens and sessions that ended a month ago, idempotency keys older than a day, and failed sign-ins
/// older than a day; returns how many rows went.
pub async fn remove_expired(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<u64> {
    let month_ago = now - Duration::days(30);
    let day_ago = now - Duration::days(1);
    // Tokens go with their session.
    let sessions = sqlx::query!("delete from staff_session where expires_at < $1 or revoked_at < $1", month_ago)
        .execute(&mut *connection)
        .await?;
    let keys =
        sqlx::query!("delete from idempotency_key where created_at < $1", day_ago).execute(&mut *connection).await?;
    let throttles =
        sqlx::query!("delete from login_throttle where last_failure_at < $1", day_ago).execute(connection).await?;
    Ok(sessions.rows_affected() + keys.rows_affected() + throttles.rows_affected())
}

/// Clears what a pass over all clients left behind and renews the statistics: until then lists read the old rows too, and
/// take five times as long. Outside a transaction; passes over a table somebody else is clearing.
pub async fn vacuum_clients(connection: &mut PgConnection) -> Result<()> {
    sqlx::query("vacuum (analyze, skip_locked) client").execute(connection).await?;
    Ok(())
}
