//! Usage: days brought up to what the rows of their users say.

mod pseudonyms;
mod roll_up;

pub use pseudonyms::Pseudonyms;
pub use roll_up::{RolledUp, roll_up};
