//! The inbox: what asks for an answer, by client; above them what is about the team.
mod answers;
mod filters;
mod group;
mod page;
mod row;
mod shown;
mod team;

pub use page::Alerts;
