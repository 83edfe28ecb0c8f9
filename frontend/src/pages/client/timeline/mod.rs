//! Everything that happened with the client, newest first.
mod actions;
mod entry;
mod facts;
mod page;
mod query;

pub(in crate::pages) use actions::complete as complete_follow_up;
pub use page::ClientTimeline;
