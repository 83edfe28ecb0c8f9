//! Saved segments: filters with a name. They hold no client data; asked for clients, a filter goes with a scope.

mod list;
mod write;

pub use list::{SegmentRow, get, list};
pub use write::{EditableSegment, SegmentFields, StandingView, delete, editable, insert, update, views};
