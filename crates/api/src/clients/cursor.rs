use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::clients::{ClientFilter, Keyset, SortDirection, SortField};
use uuid::Uuid;

use crate::ApiError;

#[derive(Serialize, Deserialize)]
struct Cursor {
    /// Which query it belongs to.
    q: String,
    v: Option<String>,
    i: Uuid,
}

/// What a cursor is bound to: everything that decides the order and the rows of a list.
pub(super) fn fingerprint(filter: &ClientFilter, sort: SortField, direction: SortDirection) -> String {
    let digest = Sha256::digest(format!("{filter:?}|{sort:?}|{direction:?}"));
    hex(&digest[..8])
}

/// The text a client sends back for the next page.
pub(super) fn encode(fingerprint: &str, keyset: Keyset) -> Result<String, ApiError> {
    let cursor = Cursor { q: fingerprint.to_owned(), v: keyset.value, i: keyset.id };
    serde_json::to_vec(&cursor).map(|bytes| hex(&bytes)).map_err(ApiError::internal)
}

/// The place a cursor names; refused when it belongs to another query.
pub(super) fn decode(fingerprint: &str, text: &str) -> Result<Keyset, ApiError> {
    let bytes = unhex(text).ok_or(ApiError::InvalidCursor)?;
    let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| ApiError::InvalidCursor)?;
    if cursor.q != fingerprint {
        return Err(ApiError::InvalidCursor);
    }
    Ok(Keyset { value: cursor.v, id: cursor.i })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(text.get(i..i + 2)?, 16).ok()).collect()
}
