//! Activities: what staff did with a client, and what they promised.

mod alerts;
mod follow_ups;
mod list;
mod write;

pub use alerts::{AlertToAcknowledge, acknowledge, alert};
pub use follow_ups::{FollowUpFilter, follow_ups};
pub use list::{ActivityFilter, ActivityRow, get, list};
pub use write::{ActivityFields, EditableActivity, editable, insert, unknown_contacts, update};
