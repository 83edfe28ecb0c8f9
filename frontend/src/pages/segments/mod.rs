//! Saved segments: the list, and the builder with its live count.
mod builder;
mod draft;
mod edit;
mod list;
mod preview;
mod value;
mod words;

pub use edit::{EditSegment, NewSegment};
pub use list::Segments;
