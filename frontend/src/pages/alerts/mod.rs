//! The inbox: what asks for an answer, by client.
mod answers;
mod filters;
mod group;
mod page;
mod row;

pub use page::Alerts;
