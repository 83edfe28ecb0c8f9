use chrono::{DateTime, Duration, NaiveTime, Timelike as _, Utc};
use chrono_tz::Tz;
use domain::notification::Digest;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn hours(from: u32, until: u32) -> Option<QuietHours> {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
    Some(QuietHours { from: time(from), until: time(until) })
}

#[test]
fn what_comes_at_night_waits_for_the_morning_of_the_one_it_is_for() {
    let night = hours(20, 7);
    // Nine in the evening and three in the morning in Berlin, in winter.
    for (now, then) in
        [("2026-11-21T20:00:00Z", "2026-11-22T06:00:00Z"), ("2026-11-21T02:00:00Z", "2026-11-21T06:00:00Z")]
    {
        assert_eq!(after_quiet(at(now), night, Tz::Europe__Berlin), at(then));
    }
    let noon = at("2026-11-21T12:00:00Z");
    assert_eq!(after_quiet(noon, night, Tz::Europe__Berlin), noon);
    assert_eq!(after_quiet(noon, night, Tz::Asia__Tokyo), at("2026-11-21T22:00:00Z"), "evening in Tokyo");
    assert_eq!(after_quiet(noon, hours(7, 7), Tz::UTC), noon, "no hours at all");
    assert_eq!(after_quiet(noon, None, Tz::UTC), noon);
}

#[test]
fn an_end_that_summer_time_skips_comes_an_hour_later() {
    // On 29 March 2026 there is no half past two in Berlin.
    let end = NaiveTime::from_hms_opt(2, 30, 0).expect("a time");
    let quiet = QuietHours { from: NaiveTime::from_hms_opt(22, 0, 0).expect("a time"), until: end };
    assert_eq!(after_quiet(at("2026-03-29T00:30:00Z"), Some(quiet), Tz::Europe__Berlin), at("2026-03-29T01:30:00Z"));
}

#[test]
fn a_summary_is_due_on_the_morning_of_the_one_it_is_for() {
    // Monday, 23 November 2026, half past seven in Berlin.
    let monday = at("2026-11-23T06:30:00Z");
    let day = Some("2026-11-23".parse().expect("a date"));
    assert_eq!(digest_due(Digest::Daily, monday, Tz::Europe__Berlin), day);
    assert_eq!(digest_due(Digest::Weekly, monday, Tz::Europe__Berlin), day);
    assert_eq!(digest_due(Digest::Weekly, monday + Duration::days(1), Tz::Europe__Berlin), None);
    assert_eq!(digest_due(Digest::Daily, monday, Tz::America__New_York), None, "night in New York");
    assert_eq!(digest_due(Digest::Off, monday, Tz::Europe__Berlin), None);
}

#[test]
fn waits_grow_and_end() {
    let waits: Vec<_> = (1..=MOST_TRIES).map(wait_after).collect();
    assert!(waits[..9].windows(2).all(|pair| pair[0] <= pair[1]) && waits[8].is_some());
    assert_eq!(waits[9], None);
}

proptest! {
    #[test]
    fn nobody_is_told_in_quiet_hours_nor_a_day_late(
        seconds in 1_767_225_600_i64..1_798_761_600, from in 0_u32..24, until in 0_u32..24,
        tz in prop::sample::select(vec![Tz::UTC, Tz::Europe__Berlin, Tz::America__St_Johns, Tz::Pacific__Apia]),
    ) {
        let now = DateTime::from_timestamp(seconds, 0).expect("an instant");
        let quiet = hours(from, until);
        let then = after_quiet(now, quiet, tz);
        prop_assert!(then >= now && then - now <= Duration::hours(25));
        // Told again at that instant, nobody waits any longer.
        prop_assert_eq!(after_quiet(then, quiet, tz), then);
        if then > now && until != 2 && until != 3 {
            prop_assert_eq!(then.with_timezone(&tz).hour(), until);
        }
    }
}
