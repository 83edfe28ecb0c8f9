//! Edits of a client.

mod update;

pub use update::{ClientChanges, update};
