use chrono::NaiveDate;
use domain::revenue::RenewalStatus;

use super::due_date;
use crate::health::history::ClientHistory;
use crate::settings::RenewalSettings;

/// When the renewal is due, and what that means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenewalState {
    /// The due date; none for a client that pays on without one.
    pub renewal_due_date: Option<NaiveDate>,
    /// Overdue, due soon, or later.
    pub renewal_status: RenewalStatus,
    /// Days until it is due, negative once it is past.
    pub days_to_renewal: Option<i64>,
}

/// OVERDUE before today, DUE_SOON within 90 days, else ACTIVE (M084).
pub fn renewal_status(due: Option<NaiveDate>, as_of: NaiveDate, settings: &RenewalSettings) -> RenewalStatus {
    match due.map(|due| (due - as_of).num_days()) {
        Some(..0) => RenewalStatus::Overdue,
        Some(days) if days <= settings.due_soon_days => RenewalStatus::DueSoon,
        _ => RenewalStatus::Active,
    }
}

/// The renewal of a client at the end of a date. One that has left renews nothing.
pub fn renewal_state(history: &ClientHistory, as_of: NaiveDate, settings: &RenewalSettings) -> RenewalState {
    let due = if history.has_churned(as_of) { None } else { due_date(history, as_of) };
    RenewalState {
        renewal_due_date: due,
        renewal_status: renewal_status(due, as_of, settings),
        days_to_renewal: due.map(|due| (due - as_of).num_days()),
    }
}
