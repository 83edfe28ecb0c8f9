//! A repeated POST has its effect once: the first answer is kept for a day.

use chrono::Duration;
use domain::StaffId;

use crate::{Context, Error, Result};

const KEPT: Duration = Duration::hours(24);
/// A server that died in the middle of a request cannot free its key; nothing we do takes this long.
const ABANDONED: Duration = Duration::minutes(10);

/// A key and what it was sent with.
#[derive(Debug, Clone)]
pub struct Key {
    /// Whose key; two people may use the same.
    pub staff_id: StaffId,
    /// The key.
    pub key: String,
    /// Method and path.
    pub operation: String,
    /// Hash of everything that makes two requests the same.
    pub request_hash: Vec<u8>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResponse {
    /// HTTP status.
    pub status: u16,
    /// Headers that belong to the answer.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

/// What to do with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Do it.
    First,
    /// It was done; answer this.
    Again(StoredResponse),
    /// It is being done.
    InFlight,
    /// The key belongs to another request.
    Reused,
}

/// Takes the key for this request, unless it is taken.
pub async fn begin(context: &Context, key: &Key) -> Result<Begun> {
    let now = context.now();
    let mut connection = context.pool.acquire().await?;
    let limits = (now - KEPT, now - ABANDONED);
    let id = key.key.as_str();
    if store::idempotency::take(&mut connection, key.staff_id, id, &key.operation, &key.request_hash, now, limits)
        .await?
    {
        return Ok(Begun::First);
    }
    // Gone again: whoever had it freed it this instant.
    let Some(row) = store::idempotency::find(&mut connection, key.staff_id, id).await? else {
        return Ok(Begun::InFlight);
    };
    if row.operation != key.operation || row.request_hash != key.request_hash {
        return Ok(Begun::Reused);
    }
    let (Some(status), Some(headers), Some(body)) = (row.response_status, row.response_headers, row.response_body)
    else {
        return Ok(Begun::InFlight);
    };
    let headers = serde_json::from_value(headers).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Begun::Again(StoredResponse { status: u16::try_from(status).unwrap_or(200), headers, body }))
}

/// Keeps the answer.
pub async fn complete(context: &Context, key: &Key, response: &StoredResponse) -> Result<()> {
    let headers = serde_json::to_value(&response.headers).map_err(|error| Error::Internal(error.to_string()))?;
    let status = i16::try_from(response.status).unwrap_or(200);
    let mut connection = context.pool.acquire().await?;
    let answer = (status, &headers, response.body.as_slice());
    store::idempotency::complete(&mut connection, key.staff_id, &key.key, answer, context.now()).await?;
    Ok(())
}

/// Frees the key: the request had no effect, and may be tried again.
pub async fn forget(context: &Context, key: &Key) -> Result<()> {
    let mut connection = context.pool.acquire().await?;
    store::idempotency::delete(&mut connection, key.staff_id, &key.key).await?;
    Ok(())
}
