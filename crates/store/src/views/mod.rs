//! Saved views: how someone looks at the portfolio. They hold no client data.

mod list;
mod write;

pub use list::{ViewRow, get, list};
pub use write::{EditableView, ViewFields, delete, editable, insert, update};
