//! How the client success managers do: all beside each other, and one over time.
mod cells;
mod history;
mod member;
mod page;
mod period;
mod rows;
mod takeaway;

pub use member::Member;
pub use page::Team;
