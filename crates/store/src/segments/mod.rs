//! Saved segments: filters with a name. They hold no client data; asked for clients, a filter goes with a scope.

mod list;
mod members;
mod write;

pub use list::{SegmentRow, get, list};
pub use members::members_among;
pub use write::{EditableSegment, SegmentFields, StandingView, delete, editable, insert, update, views};
