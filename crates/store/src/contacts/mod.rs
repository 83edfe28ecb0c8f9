//! Contacts: the people at a client.

mod engagement;
mod list;
mod write;

pub use engagement::{ContactUseRow, contact_use};
pub use list::{ContactRow, get, of_client};
pub use write::{ContactFields, EditableContact, delete, editable, insert, update};
