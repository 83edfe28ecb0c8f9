//! How much work the clients of each manager are, and who could take some off whom.

mod capacity;
mod rebalancing;
mod record;
mod workload;

pub use capacity::{CapacityChanges, capacity_of, put_capacity};
pub use rebalancing::{Candidate, TeamBalance, balance};
pub use record::record_workload;
pub use workload::{Capacity, MemberWork, workload};
