use std::fmt;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Dates from `start` to `end`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// The first date.
    pub start: NaiveDate,
    /// The last date.
    pub end: NaiveDate,
}

impl Window {
    /// How many dates.
    pub fn days(&self) -> i64 {
        (self.end - self.start).num_days() + 1
    }

    /// Whether a date lies within.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The trailing `days` days as of a date: D−N+1 to D (§0.1).
pub fn trailing(as_of: NaiveDate, days: u32) -> Window {
    let start = as_of.checked_sub_days(Days::new(u64::from(days.max(1)) - 1)).unwrap_or(NaiveDate::MIN);
    Window { start, end: as_of }
}

/// The time zone of an IANA name; none of an unknown one.
pub fn time_zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// The date of an instant in the reporting time zone.
pub fn local_date(instant: DateTime<Utc>, reporting_tz: Tz) -> NaiveDate {
    instant.with_timezone(&reporting_tz).date_naive()
}

/// The instant a local date ends: the first instant of the next one.
pub fn end_of_day(date: NaiveDate, reporting_tz: Tz) -> DateTime<Utc> {
    let midnight = date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN);
    if reporting_tz == Tz::UTC {
        return midnight.and_utc();
    }
    // Where clocks jump over midnight the day ends at the jump, an hour later on the old clock.
    reporting_tz
        .from_local_datetime(&midnight)
        .earliest()
        .or_else(|| reporting_tz.from_local_datetime(&(midnight + chrono::Duration::hours(1))).earliest())
        .map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}
