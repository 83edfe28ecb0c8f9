use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::ApiError;

/// What a cursor holds: the query it belongs to, and the sort key of the last row shown.
#[derive(Serialize, Deserialize)]
struct Cursor<K> {
    q: u64,
    k: K,
}

/// The same for the same path and filters, in any order.
pub(super) fn fingerprint(path: &str, filters: &[(String, String)]) -> u64 {
    let mut sorted: Vec<_> = filters.iter().collect();
    sorted.sort();
    let mut hash = Sha256::new();
    hash.update(path);
    for (name, value) in sorted {
        hash.update(format!("\n{}:{name}={value}", name.len()));
    }
    shortened(hash)
}

/// The same for the same query and body.
pub(super) fn bound_also_to(bound_to: u64, body: &str) -> u64 {
    let mut hash = Sha256::new();
    hash.update(bound_to.to_be_bytes());
    hash.update(body);
    shortened(hash)
}

fn shortened(hash: Sha256) -> u64 {
    let digest = hash.finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    // JSON readers that hold numbers as doubles keep 53 bits.
    u64::from_be_bytes(bytes) >> 11
}

pub(super) fn encode<K: Serialize>(key: &K, bound_to: u64) -> String {
    let json = serde_json::to_vec(&Cursor { q: bound_to, k: key }).expect("a sort key is always JSON");
    BASE64_URL_SAFE_NO_PAD.encode(json)
}

pub(super) fn decode<K: DeserializeOwned>(text: &str, bound_to: u64) -> Result<K, ApiError> {
    let json = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| ApiError::InvalidCursor)?;
    let cursor: Cursor<K> = serde_json::from_slice(&json).map_err(|_| ApiError::InvalidCursor)?;
    if cursor.q == bound_to { Ok(cursor.k) } else { Err(ApiError::InvalidCursor) }
}
