//! What people write down about a client. The audit log says that a note was written and which parts of it changed, never
//! what it says: a private note is for its author alone, and a note may become private at any time.

mod remove;
mod save;

pub use remove::remove;
pub use save::{NoteChanges, create, update};
