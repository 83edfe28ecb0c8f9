//! Usage: days brought up to what the rows of their users say.

mod roll_up;

pub use roll_up::{RolledUp, roll_up};
