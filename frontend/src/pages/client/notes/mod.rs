//! What people wrote down about the client.
mod dialog;
mod draft;
mod page;

pub use page::ClientNotes;
