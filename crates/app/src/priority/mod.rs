//! Whom to turn to first (M091): written with each computation of a client, ranked among all once a day.

mod rank;
mod write;

pub use rank::{rank, rank_newcomers};
pub(crate) use write::write;
