//! Who read or wrote what, for administrators.
mod detail;
mod entry;
mod export;
mod filters;
mod page;
mod query;
mod words;

pub use page::AuditLog;
