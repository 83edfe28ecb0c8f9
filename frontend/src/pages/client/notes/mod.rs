//! What people wrote down about the client.
mod dialog;
mod draft;
mod page;
mod sought;

pub use page::ClientNotes;
