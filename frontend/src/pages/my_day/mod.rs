//! What asks for one today, ranked.
mod figures;
mod page;
mod priority;
mod row;
mod tasks;

pub use page::MyDay;
