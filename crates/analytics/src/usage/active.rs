use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::period::trailing;

/// Distinct active users of the last day, seven and thirty days (M020).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActiveUsers {
    /// Daily.
    pub dau: usize,
    /// Weekly, rolling.
    pub wau: usize,
    /// Monthly, rolling thirty days.
    pub mau: usize,
}

/// Counts distinct users with activity, from (user, date) pairs in any order.
pub fn active_users<'a>(events: &[(&'a str, NaiveDate)], as_of: NaiveDate) -> ActiveUsers {
    let distinct = |days: u32| {
        let window = trailing(as_of, days);
        let users: BTreeSet<&'a str> =
            events.iter().filter(|(_, date)| window.contains(*date)).map(|(user, _)| *user).collect();
        users.len()
    };
    ActiveUsers { dau: distinct(1), wau: distinct(7), mau: distinct(30) }
}
