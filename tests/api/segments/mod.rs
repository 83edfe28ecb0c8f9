//! Saved segments, what they are made of, and the search they share with everything else.

mod agreement;
mod fields;
mod naive;
mod rights;
mod save;
mod search;

pub use save::save;
