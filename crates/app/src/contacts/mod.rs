//! The people at a client.

mod remove;
mod save;
mod validate;

pub use remove::remove;
pub use save::{create, update};
pub use validate::ContactChanges;
