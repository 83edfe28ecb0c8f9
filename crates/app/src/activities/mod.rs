//! What staff did with a client, and what they promised.

mod difference;
mod log;
mod update;
mod validate;

pub use log::log;
pub use update::update;
pub use validate::ActivityChanges;
