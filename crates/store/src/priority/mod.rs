//! Priorities: what they are told from, where they are kept, and the list of a day.

mod day;
mod facts;
mod ranks;
mod write;

pub use day::{DayFilter, DayKey, DayRow, DaySums, list, sums};
pub use facts::{PaidRow, PriorityFactsRow, facts, paid};
pub use ranks::{RankWrite, RankedRow, has_unranked, ranked, write_ranks};
pub use write::{PriorityWrite, write};
