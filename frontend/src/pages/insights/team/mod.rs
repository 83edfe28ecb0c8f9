//! How the client success managers do: all beside each other, and one over time.
mod balance;
mod capacity;
mod cells;
mod history;
mod leaderboard;
mod member;
mod page;
mod period;
mod rows;
mod setting;
mod takeaway;

pub use member::Member;
pub use page::Team;
