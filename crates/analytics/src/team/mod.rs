//! How the book of a client success manager does, and what they did for it (§12).

mod activity;
mod ownership;
mod response;
mod retention;

pub use activity::ActivityCounts;
pub use ownership::{Ownership, owner_of_outcome};
pub use response::{AlertAnswer, ResponseTimes, business_hours, response_times};
pub use retention::RetentionSums;

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
