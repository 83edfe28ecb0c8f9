use chrono::{Days, NaiveDate};
use domain::NullReason;
use rust_decimal::Decimal;

use super::{percentile, vs_baseline};
use crate::benchmark::standing;
use crate::period::{Window, pct_change, trailing};

/// Known days a baseline needs (§14).
const LEAST_DAYS: i64 = 14;
/// Days of the trailing window.
const WINDOW_DAYS: u32 = 30;
/// Days before that window which make the client's own baseline.
const OWN_DAYS: u32 = 90;

/// The days a client's own past is looked at: the trailing thirty, and the ninety before them (M026).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaselineWindows {
    /// The trailing thirty days.
    pub current: Window,
    /// The ninety days before.
    pub prior: Window,
}

/// The windows as of a date.
pub fn baseline_windows(as_of: NaiveDate) -> BaselineWindows {
    let before = as_of.checked_sub_days(Days::new(u64::from(WINDOW_DAYS))).unwrap_or(NaiveDate::MIN);
    BaselineWindows { current: trailing(as_of, WINDOW_DAYS), prior: trailing(before, OWN_DAYS) }
}

/// The days of a window that anything is known about; none before `known_since`.
pub fn known_days(window: Window, known_since: NaiveDate) -> i64 {
    Window { start: window.start.max(known_since), end: window.end }.days().max(0)
}

/// The mean of a baseline; too short a one is none (§14).
pub fn baseline_mean(sum: i64, days: i64) -> Result<Decimal, NullReason> {
    if days < LEAST_DAYS {
        return Err(NullReason::InsufficientHistory);
    }
    Ok(Decimal::from(sum) / Decimal::from(days))
}

/// Mean daily users of the last seven days against the thirty before them (M026), from values of single days in any
/// order; days from `known_since` on without a value are zero.
pub fn usage_vs_baseline(
    values: &[(NaiveDate, i64)],
    known_since: NaiveDate,
    as_of: NaiveDate,
) -> Result<(Decimal, Decimal), NullReason> {
    let (last, prior) = recent_windows(as_of);
    let sum = |window: Window| -> i64 {
        values.iter().filter(|(date, _)| window.contains(*date)).map(|(_, value)| value).sum()
    };
    let (now, before) = recent_means(sum(last), sum(prior), known_since, as_of)?;
    Ok((vs_baseline(now, before)?, before))
}

/// The mean daily users of the last seven days and of the thirty before them (M026), from the sums of those days; days
/// before `known_since` count for nothing.
pub fn recent_means(
    last_sum: i64,
    prior_sum: i64,
    known_since: NaiveDate,
    as_of: NaiveDate,
) -> Result<(Decimal, Decimal), NullReason> {
    let (last, prior) = recent_windows(as_of);
    let before = baseline_mean(prior_sum, known_days(prior, known_since))?;
    let now = Decimal::from(last_sum) / Decimal::from(known_days(last, known_since).max(1));
    Ok((now, before))
}

fn recent_windows(as_of: NaiveDate) -> (Window, Window) {
    let before = as_of.checked_sub_days(Days::new(7)).unwrap_or(NaiveDate::MIN);
    (trailing(as_of, 7), trailing(before, WINDOW_DAYS))
}

/// A figure of a client among others: the mean of all and of its tier, and what the best of its tier reach (M026, §13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerFigures {
    /// The mean of the others.
    pub mean: Decimal,
    /// The 90th percentile of the others.
    pub best: Decimal,
    /// The percentile rank of the client among all, itself included.
    pub percentile: Decimal,
    /// How many others.
    pub peers: usize,
}

/// The figures of others, without the client itself; suppressed with fewer than `min_peers` of them.
pub fn peer_figures(others: &[Decimal], value: Decimal, min_peers: usize) -> Result<PeerFigures, NullReason> {
    let mut cohort = others.to_vec();
    cohort.push(value);
    let found = standing(&cohort, value, min_peers)?;
    cohort.pop();
    cohort.sort_unstable();
    let best = percentile(&cohort, Decimal::from(90)).ok_or(NullReason::NoData)?;
    Ok(PeerFigures { mean: found.peer_mean, best, percentile: found.percentile, peers: found.peers })
}

/// A value against another it is compared with, as a ratio.
pub fn change(value: Decimal, other: Result<Decimal, NullReason>) -> Result<Decimal, NullReason> {
    pct_change(other?, value)
}
