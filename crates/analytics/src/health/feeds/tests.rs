use chrono::{TimeZone, Utc};

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn continuous(last: &str) -> Feeds {
    let now = Utc.with_ymd_and_hms(2026, 6, 10, 12, 0, 0).single().expect("an instant");
    let facts = FeedFacts {
        mode: FeedMode::Continuous,
        connected_on: date("2026-01-01"),
        covers_until: None,
        last_success_at: Some(last.parse().expect("an instant")),
    };
    Feeds { now, feeds: [(DataFeed::Usage, facts), (DataFeed::Crm, facts)].into() }
}

fn standing(feeds: &Feeds, feed: DataFeed, as_of: &str) -> Standing {
    feeds.standing(feed, date(as_of), Tz::UTC)
}

#[test]
fn usage_is_stale_after_two_days_and_the_crm_after_seven() {
    let feeds = continuous("2026-06-08T12:00:00Z");
    assert_eq!(standing(&feeds, DataFeed::Usage, "2026-06-10"), Standing::Fresh, "exactly 48 hours");
    let feeds = continuous("2026-06-08T11:59:59Z");
    assert_eq!(standing(&feeds, DataFeed::Usage, "2026-06-10"), Standing::Stale);
    assert_eq!(standing(&feeds, DataFeed::Crm, "2026-06-10"), Standing::Fresh);
    let feeds = continuous("2026-06-03T11:00:00Z");
    assert_eq!(standing(&feeds, DataFeed::Crm, "2026-06-10"), Standing::Stale);
}

#[test]
fn a_past_day_before_the_last_delivery_is_fresh() {
    let feeds = continuous("2026-06-01T00:00:00Z");
    assert_eq!(standing(&feeds, DataFeed::Usage, "2026-06-02"), Standing::Fresh);
    assert_eq!(standing(&feeds, DataFeed::Usage, "2026-06-04"), Standing::Stale);
    assert_eq!(standing(&feeds, DataFeed::Usage, "2025-12-31"), Standing::Absent, "before it was connected");
}

#[test]
fn an_import_is_never_stale() {
    let now = Utc.with_ymd_and_hms(2030, 1, 1, 0, 0, 0).single().expect("an instant");
    let mut feeds = Feeds::imported(now, date("2024-01-01"));
    feeds.feeds.values_mut().for_each(|facts| facts.last_success_at = None);
    assert_eq!(standing(&feeds, DataFeed::Support, "2029-12-31"), Standing::Fresh);
}

#[test]
fn a_file_speaks_until_the_day_its_data_end() {
    let now = Utc.with_ymd_and_hms(2026, 6, 10, 0, 0, 0).single().expect("an instant");
    let mut feeds = Feeds::imported(now, date("2024-01-01"));
    let until = |feeds: &Feeds, day: &str| feeds.speaks_until(DataFeed::Usage, date(day), Tz::UTC);
    assert_eq!(until(&feeds, "2026-06-10"), date("2026-06-10"), "where the end is not known there is none");
    feeds.feeds.values_mut().for_each(|facts| facts.covers_until = Some(date("2024-12-31")));
    for (day, spoken) in [("2024-12-30", "2024-12-30"), ("2024-12-31", "2024-12-31"), ("2026-06-10", "2024-12-31")] {
        assert_eq!(until(&feeds, day), date(spoken));
    }
    assert_eq!(until(&Feeds::none(now), "2026-06-10"), date("2026-06-10"));
    let spoken = feeds.spoken_between(DataFeed::Usage, date("2024-12-01"), date("2026-06-10"), Tz::UTC);
    assert_eq!((spoken.start, spoken.end), (date("2024-12-01"), date("2024-12-31")));
    let spoken = feeds.spoken_between(DataFeed::Usage, date("2026-06-09"), date("2026-06-10"), Tz::UTC);
    assert_eq!((spoken.start, spoken.end), (date("2024-12-31"), date("2024-12-31")));
}

#[test]
fn a_source_that_keeps_coming_speaks_until_it_is_silent_for_too_long() {
    let feeds = continuous("2026-06-01T06:00:00Z");
    let until = |day: &str| feeds.speaks_until(DataFeed::Usage, date(day), Tz::UTC);
    assert_eq!(until("2026-06-02"), date("2026-06-02"));
    assert_eq!(until("2026-06-10"), date("2026-06-01"));
    let spoken = feeds.spoken_between(DataFeed::Usage, date("2026-06-02"), date("2026-06-10"), Tz::UTC);
    assert_eq!((spoken.start, spoken.end), (date("2026-06-01"), date("2026-06-10")));
}
