//! What client success managers hold and did, summed by manager. These are sums over everyone's clients, so that a
//! team can be compared: they take no scope, and name no client. Who sees whose name is decided where they are shown.

mod book;
mod outcome;
mod work;

pub use book::{BookRow, MemberRow, books, members};
pub use outcome::{KeptRow, LostRow, Span, kept, lost};
pub use work::{ActivityRow, AlertRow, FollowUpRow, activities, alerts, follow_ups};
