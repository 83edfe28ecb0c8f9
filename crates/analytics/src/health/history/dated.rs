use chrono::{Days, NaiveDate};

use crate::period::Window;

/// How many of these sorted dates lie within a window.
pub(super) fn count_within(dates: &[NaiveDate], window: Window) -> usize {
    up_to(dates, window.end) - up_to_before(dates, window.start)
}

/// How many of these sorted dates are on or before a date.
pub(super) fn up_to(dates: &[NaiveDate], as_of: NaiveDate) -> usize {
    dates.partition_point(|date| *date <= as_of)
}

fn up_to_before(dates: &[NaiveDate], date: NaiveDate) -> usize {
    dates.partition_point(|other| *other < date)
}

/// The latest of these sorted dates on or before a date.
pub(super) fn latest(dates: &[NaiveDate], as_of: NaiveDate) -> Option<NaiveDate> {
    up_to(dates, as_of).checked_sub(1).map(|index| dates[index])
}

/// The rows of a list sorted by date that lie within a window.
pub(super) fn within<T>(rows: &[T], window: Window, date: impl Fn(&T) -> NaiveDate) -> &[T] {
    let start = rows.partition_point(|row| date(row) < window.start);
    let end = rows.partition_point(|row| date(row) <= window.end);
    &rows[start..end.max(start)]
}

/// Sorted and without repetition.
pub(super) fn sorted(mut dates: Vec<NaiveDate>) -> Vec<NaiveDate> {
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// A date some days earlier.
pub(crate) fn days_before(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}
