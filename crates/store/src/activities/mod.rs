//! Activities: what staff did with a client, and what they promised.

mod follow_ups;
mod list;
mod write;

pub use follow_ups::{FollowUpFilter, follow_ups};
pub use list::{ActivityFilter, ActivityRow, get, list};
pub use write::{ActivityFields, EditableActivity, editable, insert, unknown_contacts, update};
