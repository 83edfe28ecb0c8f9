//! Contacts: the people at a client.

mod engagement;
mod list;
mod write;

pub use engagement::{ContactUseRow, EngagementChange, EngagementRow, contact_use, engagements, write_engagements};
pub use list::{ContactRow, get, of_client};
pub use write::{ContactFields, EditableContact, delete, editable, insert, update};
