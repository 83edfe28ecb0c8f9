//! Keys with which programs call the API. A key itself is never stored, only its hash.

mod list;
mod verify;
mod write;

pub use list::{ApiKeyFilter, ApiKeyRow, find, list};
pub use verify::{CandidateRow, find_by_prefix, note_use};
pub use write::{NewApiKey, insert, revoke};
