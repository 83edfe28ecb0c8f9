use chrono::{DateTime, Duration, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;

/// The hours in which someone does not want to be told, by their own clock. They may go past midnight; an equal begin
/// and end are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// From when on.
    pub from: NaiveTime,
    /// Until when.
    pub until: NaiveTime,
}

impl QuietHours {
    fn covers(&self, time: NaiveTime) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

/// The instant from which on someone may be told: now, or when their quiet hours end.
pub fn after_quiet(now: DateTime<Utc>, quiet: Option<QuietHours>, tz: Tz) -> DateTime<Utc> {
    let local = now.with_timezone(&tz).naive_local();
    let Some(quiet) = quiet.filter(|quiet| quiet.covers(local.time())) else { return now };
    let day = if local.time() < quiet.until { local.date() } else { local.date() + Duration::days(1) };
    let end = day.and_time(quiet.until);
    // An end that the change to summer time skips comes an hour later; one that comes twice counts the first time.
    tz.from_local_datetime(&end)
        .earliest()
        .or_else(|| tz.from_local_datetime(&(end + Duration::hours(1))).earliest())
        .map_or(now, |end| end.with_timezone(&Utc).max(now))
}
