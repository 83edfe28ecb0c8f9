//! Answers kept for their `Idempotency-Key`.

use chrono::{DateTime, Utc};
use domain::StaffId;
use sqlx::PgConnection;

use crate::Result;

/// What is known about a key.
#[derive(Debug, Clone)]
pub struct KeyRow {
    pub operation: String,
    pub request_hash: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub response_status: Option<i16>,
    pub response_headers: Option<serde_json::Value>,
    pub response_body: Option<Vec<u8>>,
}

/// Takes a key. False when it is taken and was taken after `forget_before`.
pub async fn take(
    connection: &mut PgConnection,
    staff_id: StaffId,
    key: &str,
    operation: &str,
    request_hash: &[u8],
    now: DateTime<Utc>,
    (answered_before, abandoned_before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into idempotency_key as k (staff_id, key, operation, request_hash, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict on constraint idempotency_key_pkey do update
         set operation = excluded.operation, request_hash = excluded.request_hash, created_at = excluded.created_at,
             response_status = null, response_headers = null, response_body = null, completed_at = null
         where k.created_at < $6 or (k.completed_at is null and k.created_at < $7)",
        staff_id.0,
        key,
        operation,
        request_hash,
        now,
        answered_before,
        abandoned_before
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A key that is taken.
pub async fn find(connection: &mut PgConnection, staff_id: StaffId, key: &str) -> Result<Option<KeyRow>> {
    let row = sqlx::query_as!(
        KeyRow,
        "select operation, request_hash, created_at, response_status, response_headers, response_body
         from idempotency_key
         where staff_id = $1 and key = $2",
        staff_id.0,
        key
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Keeps the answer.
pub async fn complete(
    connection: &mut PgConnection,
    staff_id: StaffId,
    key: &str,
    (status, headers, body): (i16, &serde_json::Value, &[u8]),
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update idempotency_key
         set response_status = $3, response_headers = $4, response_body = $5, completed_at = $6
         where staff_id = $1 and key = $2",
        staff_id.0,
        key,
        status,
        headers,
        body,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Frees a key.
pub async fn delete(connection: &mut PgConnection, staff_id: StaffId, key: &str) -> Result<()> {
    sqlx::query!("delete from idempotency_key where staff_id = $1 and key = $2", staff_id.0, key)
        .execute(connection)
        .await?;
    Ok(())
}
