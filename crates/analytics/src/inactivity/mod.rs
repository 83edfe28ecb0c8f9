//! Days without any sign of life (M086).

use chrono::NaiveDate;
use domain::import::DataFeed;

use crate::health::feeds::{Feeds, Standing};
use crate::health::history::ClientHistory;
use crate::settings::MetricSettings;

/// How long a client has been quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inactivity {
    /// Days since the last sign of life; none when no source could have seen one.
    pub days: Option<i64>,
    /// Whether that is too long.
    pub is_inactive: bool,
}

/// Days since the last activity, or order of a customer without a running subscription; since the
/// contract began if there was neither. An annual payer who logs in every day is never inactive.
pub fn inactive_days(
    days_since_activity: Option<i64>,
    days_since_order: Option<i64>,
    has_active_subscription: bool,
    days_since_start: Option<i64>,
) -> Option<i64> {
    let order = days_since_order.filter(|_| !has_active_subscription);
    match (days_since_activity, order) {
        (Some(activity), Some(order)) => Some(activity.min(order)),
        (known, None) | (None, known) => known.or(days_since_start),
    }
}

/// Inactivity of a client at the end of a date. Where usage was never connected and nothing was
/// ordered, quiet is unknown and not absence; so it is after the day usage last spoke for.
pub fn inactivity(history: &ClientHistory, feeds: &Feeds, settings: &MetricSettings, as_of: NaiveDate) -> Inactivity {
    let seen_until = feeds.speaks_until(DataFeed::Usage, as_of, settings.tz());
    let activity = history.last_active(seen_until).map(|date| (seen_until - date).num_days());
    let orders = &history.orders[..history.orders.partition_point(|date| *date <= as_of)];
    let order = orders.last().map(|date| (as_of - *date).num_days());
    let can_see = history.standing(feeds, DataFeed::Usage, as_of, settings.tz()) != Standing::Absent;
    let start = history.tenure_days(seen_until).filter(|_| can_see);
    let days = inactive_days(activity, order, history.contract.has_active_subscription, start);
    Inactivity { days, is_inactive: days.is_some_and(|days| days >= settings.inactivity.inactive_days) }
}
