use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use domain::notification::Digest;

/// A summary goes out in the morning; one that nobody could send by noon waits for the next.
const MORNING: (u32, u32) = (7, 12);

/// The local day whose summary is due now, if any.
pub fn digest_due(digest: Digest, now: DateTime<Utc>, tz: Tz) -> Option<NaiveDate> {
    let local = now.with_timezone(&tz).naive_local();
    let is_due_today = match digest {
        Digest::Off => false,
        Digest::Daily => true,
        Digest::Weekly => local.weekday() == Weekday::Mon,
    };
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let is_morning = (hour(MORNING.0)..hour(MORNING.1)).contains(&local.time());
    (is_due_today && is_morning).then(|| local.date())
}
