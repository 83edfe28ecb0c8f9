//! Edits of a client, and of many at once.

mod assign;
mod bulk;
mod owners;
mod tag;
mod tags;
mod update;

pub use assign::{NewOwners, assign};
pub use bulk::{Chosen, MOST_AT_ONCE, Outcome};
pub use tag::{TagChanges, tag};
pub use update::{ClientChanges, update};
