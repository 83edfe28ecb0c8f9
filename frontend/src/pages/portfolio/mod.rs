//! The portfolio: what the clients are worth, how they are, and who needs you first.
mod bulk;
mod cards;
pub(in crate::pages) mod cells;
mod chips;
mod columns;
mod distribution;
mod filters;
mod grid;
mod list;
mod needs_you;
mod page;
mod save;
mod selection;
mod tabs;

pub use page::Portfolio;
