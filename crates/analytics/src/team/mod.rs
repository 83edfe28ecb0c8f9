//! How the book of a client success manager does, and what they did for it (§12).

mod activity;
mod capacity;
mod health_change;
mod leaderboard;
mod ownership;
mod promoters;
mod rebalance;
mod response;
mod retention;
mod save_plays;

pub use activity::ActivityCounts;
pub use capacity::{ClientWork, against_target, capacity, capacity_band, client_load, is_ramping, utilisation};
pub use health_change::{HealthChange, IMPROVED_FROM};
pub use leaderboard::{LEADERBOARD_WEIGHTS, Rank, RankedFigures, RankedPart, leaderboard};
pub use ownership::{Ownership, owner_of_outcome};
pub use promoters::NpsCounts;
pub use rebalance::{Account, Desk, MOST_MOVES, Move, Rebalancing, rebalance};
pub use response::{AlertAnswer, ResponseTimes, business_hours, response_times};
pub use retention::RetentionSums;
pub use save_plays::SavePlayCounts;

/// Accounts a manager needs to be compared with others.
pub const ELIGIBLE_ACCOUNTS: i64 = 5;
/// Days they must have been here for that.
pub const ELIGIBLE_DAYS: i64 = 90;
/// Managers a comparison needs.
pub const ELIGIBLE_CSMS: usize = 3;

/// Whether a manager counts in the mean of the team: five accounts or more, for ninety days or more (§12).
pub const fn is_eligible(accounts: i64, tenure_days: i64) -> bool {
    accounts >= ELIGIBLE_ACCOUNTS && tenure_days >= ELIGIBLE_DAYS
}

#[cfg(test)]
mod tests;
