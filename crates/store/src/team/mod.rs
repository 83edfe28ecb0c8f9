//! What client success managers hold and did, summed by manager. These are sums over everyone's clients, so that a
//! team can be compared: they take no scope, and name no client, but for the accounts that could change hands. Who sees whose name is decided where they are shown.

mod accounts;
mod book;
mod capacity;
mod gains;
mod load;
mod outcome;
mod work;

pub use accounts::{AccountRow, accounts};
pub use book::{BookRow, MemberRow, books, members};
pub use capacity::{CapacityRow, capacity, put_capacity};
pub use gains::{
    ExpansionRow, HealthPairRow, HealthSpan, HealthSumRow, NpsRow, expansions, has_expansions, health_changes,
    health_pairs, nps,
};
pub use load::{LoadRow, WorkloadRow, loads, write_workload};
pub use outcome::{KeptRow, LostRow, Span, kept, lost};
pub use work::{ActivityRow, AlertRow, FollowUpRow, activities, alerts, follow_ups};
