//! Contacts: the people at a client.

mod engagement;
mod list;
mod touchpoints;
mod write;

pub use engagement::{ContactUseRow, EngagementChange, EngagementRow, contact_use, engagements, write_engagements};
pub use list::{ContactRow, PlatformContactRow, get, of_client, platform_users};
pub use touchpoints::{TouchpointRow, touchpoints};
pub use write::{ContactFields, EditableContact, delete, editable, insert, update};
