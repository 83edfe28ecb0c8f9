//! Which two days are compared; they stand in the address.
use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;

/// The days of the address, and the way to others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// What the address asks for.
    pub asked: Memo<Option<(NaiveDate, NaiveDate)>>,
    /// What is shown: the days asked for, else those of the overview.
    pub shown: Memo<Option<(NaiveDate, NaiveDate)>>,
    pub choose: Callback<(NaiveDate, NaiveDate)>,
}

/// Reads two days of an address; they make sense in order only.
pub(super) fn read(from: Option<&str>, to: Option<&str>) -> Option<(NaiveDate, NaiveDate)> {
    let days = (from?.parse().ok()?, to?.parse().ok()?);
    (days.0 < days.1).then_some(days)
}

/// What a click on a day leads to. The first day is compared with the latest; a second one with the first.
pub(super) fn pick(
    anchor: Option<NaiveDate>,
    clicked: NaiveDate,
    latest: NaiveDate,
) -> (Option<NaiveDate>, (NaiveDate, NaiveDate)) {
    match anchor {
        Some(anchor) if anchor != clicked => (None, (anchor.min(clicked), anchor.max(clicked))),
        _ if clicked >= latest => (Some(latest), (latest - TimeDelta::days(1), latest)),
        _ => (Some(clicked), (clicked, latest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).expect("a day of November")
    }

    #[test]
    fn one_click_compares_with_the_latest_day_and_two_with_each_other() {
        let latest = day(21);
        let (anchor, days) = pick(None, day(5), latest);
        assert_eq!((anchor, days), (Some(day(5)), (day(5), latest)));
        assert_eq!(pick(anchor, day(2), latest), (None, (day(2), day(5))));
        assert_eq!(pick(None, latest, latest).1, (day(20), latest));
    }

    #[test]
    fn days_of_an_address_are_two_and_in_order() {
        assert_eq!(read(Some("2026-11-02"), Some("2026-11-05")), Some((day(2), day(5))));
        assert_eq!(read(Some("2026-11-05"), Some("2026-11-02")), None);
        assert_eq!(read(Some("2026-11-05"), None), None);
        assert_eq!(read(Some("soon"), Some("2026-11-02")), None);
    }
}
