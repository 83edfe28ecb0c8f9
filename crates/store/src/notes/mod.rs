//! Notes about clients. A private note is there for its author alone: every query that reads one asks who reads.

mod list;
mod write;

pub use list::{NoteFilter, NoteRow, get, list};
pub use write::{EditableNote, NoteFields, delete, editable, insert, update};
