//! The people at the client.
mod coverage;
mod dialog;
mod draft;
mod form;
mod page;
mod person;
mod remove;

pub use page::ClientContacts;
