use chrono::NaiveDate;

use super::dated::{latest, within};
use crate::health::facts::UsageDay;
use crate::period::{Window, trailing};

/// Usage per day, with running totals.
#[derive(Debug, Clone)]
pub(crate) struct UsageSeries {
    days: Vec<UsageDay>,
    /// Totals up to and including each row: active users, sessions, actions.
    totals: Vec<[i64; 3]>,
    active_dates: Vec<NaiveDate>,
    login_dates: Vec<NaiveDate>,
    /// The first date with a negative count: from there on no figure can be trusted.
    invalid_from: Option<NaiveDate>,
}

/// Sums over a window.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct UsageTotals {
    pub(crate) active_users: i64,
    pub(crate) sessions: i64,
    pub(crate) actions: i64,
}

impl UsageSeries {
    pub(super) fn new(mut days: Vec<UsageDay>) -> Self {
        days.sort_unstable_by_key(|day| (day.date, day.active_users, day.actions));
        let mut running = [0_i64; 3];
        let totals = days
            .iter()
            .map(|day| {
                running[0] += i64::from(day.active_users);
                running[1] += i64::from(day.sessions);
                running[2] += i64::from(day.actions);
                running
            })
            .collect();
        let dates = |pick: fn(&UsageDay) -> bool| days.iter().filter(|day| pick(day)).map(|day| day.date).collect();
        Self {
            totals,
            active_dates: dates(|day| day.active_users > 0 || day.actions > 0 || day.logins > 0),
            login_dates: dates(|day| day.logins > 0 || day.active_users > 0),
            invalid_from: days
                .iter()
                .find(|day| day.active_users < 0 || day.sessions < 0 || day.logins < 0 || day.actions < 0)
                .map(|day| day.date),
            days,
        }
    }

    pub(super) fn earliest(&self) -> Option<NaiveDate> {
        self.days.first().map(|day| day.date)
    }

    pub(crate) fn within(&self, window: Window) -> &[UsageDay] {
        within(&self.days, window, |day| day.date)
    }

    pub(crate) fn totals(&self, window: Window) -> UsageTotals {
        let start = self.days.partition_point(|day| day.date < window.start);
        let end = self.days.partition_point(|day| day.date <= window.end);
        let at = |index: usize| index.checked_sub(1).map_or([0; 3], |index| self.totals[index]);
        let (before, until) = (at(start), at(end.max(start)));
        UsageTotals {
            active_users: until[0] - before[0],
            sessions: until[1] - before[1],
            actions: until[2] - before[2],
        }
    }

    /// Distinct users of the last seven or thirty days. The roll-up knows it on a day with a row;
    /// otherwise the busiest day is the least it can have been.
    pub(crate) fn distinct_users(&self, as_of: NaiveDate, days: u32) -> i64 {
        let rows = self.within(trailing(as_of, days));
        let busiest = rows.iter().map(|day| day.active_users).max().unwrap_or(0);
        let known = rows.last().filter(|day| day.date == as_of).map_or(0, |day| match days {
            7 => day.weekly_active_users,
            _ => day.monthly_active_users,
        });
        i64::from(busiest.max(known))
    }

    pub(crate) fn last_active(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        latest(&self.active_dates, as_of)
    }

    pub(crate) fn last_login(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        latest(&self.login_dates, as_of)
    }

    pub(crate) fn is_invalid(&self, window: Window) -> bool {
        self.invalid_from.is_some_and(|date| date <= window.end)
            && self.within(window).iter().any(|day| day.active_users < 0 || day.sessions < 0 || day.actions < 0)
    }
}
