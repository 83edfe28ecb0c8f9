//! Finding clients, contacts and notes by a few letters.
//!
//! Each statement is planned for the values it is asked with (`persistent(false)`): whether a word is rare or in every other
//! name, and whether one book or every client is asked, decides which index is right, and a plan for any values is wrong for
//! most. Such statements cannot be macros; `tests/api/search` runs each of them.

mod clients;
mod contacts;
mod names;
mod notes;
mod pattern;

pub use clients::{FoundClient, clients, misspelt_clients};
pub use contacts::{FoundContact, contacts, contacts_by_email, misspelt_contacts};
pub use names::NameSearch;
pub use notes::{FoundNote, notes};

pub(crate) use pattern::like_pattern;
