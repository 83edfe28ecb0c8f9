//! Whether a source is connected and fresh decides what a missing value means (§4.1).

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::import::{DataFeed, FeedMode};

use crate::period::{Window, end_of_day, local_date};

/// The sources of the tenant, as of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeds {
    /// The moment these facts were read; a source cannot be stale later than that.
    pub now: DateTime<Utc>,
    /// The sources that were ever connected.
    pub feeds: BTreeMap<DataFeed, FeedFacts>,
}

/// One source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedFacts {
    /// Whether it keeps coming or came once.
    pub mode: FeedMode,
    /// The first day it speaks for: the day it was connected or its earliest fact, whichever is earlier.
    pub connected_on: NaiveDate,
    /// The last day a source that came once says anything about; none when that is not known.
    pub covers_until: Option<NaiveDate>,
    /// The last successful delivery.
    pub last_success_at: Option<DateTime<Utc>>,
}

/// What a source is worth on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Connected and fresh.
    Fresh,
    /// Connected, silent for too long.
    Stale,
    /// Not connected by then.
    Absent,
}

impl Feeds {
    /// No source at all.
    pub fn none(now: DateTime<Utc>) -> Self {
        Self { now, feeds: BTreeMap::new() }
    }

    /// Every source, delivered once, speaking for every day since `connected_on`.
    pub fn imported(now: DateTime<Utc>, connected_on: NaiveDate) -> Self {
        let facts = FeedFacts { mode: FeedMode::Import, connected_on, covers_until: None, last_success_at: Some(now) };
        Self { now, feeds: DataFeed::ALL.iter().map(|feed| (*feed, facts)).collect() }
    }

    /// OK, STALE or NO_DATA for a source at the end of a date, seen from `now` (§4.1).
    pub fn standing(&self, feed: DataFeed, as_of: NaiveDate, reporting_tz: Tz) -> Standing {
        self.standing_since(feed, None, as_of, reporting_tz)
    }

    /// The same for a client whose earliest fact from the source is known: history that a source
    /// delivered when it was connected speaks for the days it is about.
    pub(crate) fn standing_since(
        &self,
        feed: DataFeed,
        earliest_fact: Option<NaiveDate>,
        as_of: NaiveDate,
        reporting_tz: Tz,
    ) -> Standing {
        let Some(facts) = self.feeds.get(&feed) else { return Standing::Absent };
        if facts.known_since(earliest_fact) > as_of {
            return Standing::Absent;
        }
        if facts.mode == FeedMode::Import {
            return Standing::Fresh;
        }
        let moment = end_of_day(as_of, reporting_tz).min(self.now);
        if moment - facts.last_heard(reporting_tz) > patience(feed) { Standing::Stale } else { Standing::Fresh }
    }

    /// The last day up to a date that a source speaks for (§4.1). What it does not report until then did not happen;
    /// of the days after it nothing is known, so whatever counts what happened in a window, or the days since it last
    /// did, counts to this day. A file speaks until the day its data end, a source that keeps coming until the date, or,
    /// once it is silent for too long, until it last delivered. A source nobody connected limits nothing.
    pub fn speaks_until(&self, feed: DataFeed, as_of: NaiveDate, reporting_tz: Tz) -> NaiveDate {
        let Some(facts) = self.feeds.get(&feed) else { return as_of };
        let last = match facts.mode {
            FeedMode::Import => facts.covers_until,
            FeedMode::Continuous if self.standing(feed, as_of, reporting_tz) == Standing::Stale => {
                facts.last_success_at.map(|at| local_date(at, reporting_tz)).or(Some(facts.connected_on))
            }
            FeedMode::Continuous => None,
        };
        last.map_or(as_of, |last| last.min(as_of))
    }

    /// Since when a source that is to keep coming has been silent, where that is too long, and for how long it may be.
    pub fn silent_since(
        &self,
        feed: DataFeed,
        as_of: NaiveDate,
        reporting_tz: Tz,
    ) -> Option<(DateTime<Utc>, Duration)> {
        let facts = self.feeds.get(&feed).filter(|_| self.standing(feed, as_of, reporting_tz) == Standing::Stale)?;
        Some((facts.last_heard(reporting_tz), patience(feed)))
    }

    /// The first and the last of these days over all dates from `from` to `to`.
    pub fn spoken_between(&self, feed: DataFeed, from: NaiveDate, to: NaiveDate, reporting_tz: Tz) -> Window {
        let until = |date| self.speaks_until(feed, date, reporting_tz);
        let is_import = self.feeds.get(&feed).is_some_and(|facts| facts.mode == FeedMode::Import);
        // A source that fell silent in between was still listened to for a while.
        Window { start: until(from).min(until(to)), end: if is_import { until(to) } else { to } }
    }
}

impl FeedFacts {
    /// The last delivery; the end of the day it was connected on, if none came since.
    fn last_heard(&self, reporting_tz: Tz) -> DateTime<Utc> {
        self.last_success_at.unwrap_or_else(|| end_of_day(self.connected_on, reporting_tz))
    }

    /// The first day the source speaks for, given the earliest fact it delivered.
    pub(crate) fn known_since(&self, earliest_fact: Option<NaiveDate>) -> NaiveDate {
        earliest_fact.map_or(self.connected_on, |earliest| earliest.min(self.connected_on))
    }
}

/// How long a source may be silent. Surveys and outcomes are as slow as the CRM they mostly come from.
fn patience(feed: DataFeed) -> Duration {
    match feed {
        DataFeed::Usage | DataFeed::FeatureUsage | DataFeed::Support => Duration::hours(48),
        DataFeed::Survey | DataFeed::Billing | DataFeed::Crm | DataFeed::Outcome => Duration::days(7),
    }
}

#[cfg(test)]
mod tests;
