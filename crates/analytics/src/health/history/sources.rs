use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::import::DataFeed;

use super::ClientHistory;
use crate::health::feeds::{Feeds, Standing};

impl ClientHistory {
    /// The earliest fact a source delivered about this client.
    fn earliest_fact(&self, feed: DataFeed) -> Option<NaiveDate> {
        match feed {
            DataFeed::Usage => self.usage.earliest(),
            DataFeed::FeatureUsage => self.features.iter().filter_map(|feature| feature.earliest()).min(),
            DataFeed::Support => self.tickets.earliest(),
            DataFeed::Survey => self.surveys.earliest(),
            DataFeed::Billing => self.money.earliest_invoice(),
            DataFeed::Crm => self.money.earliest_renewal(),
            DataFeed::Outcome => self.outcomes.iter().filter_map(|outcome| outcome.earliest()).min(),
        }
    }

    /// What a source is worth for this client at the end of a date.
    pub(crate) fn standing(&self, feeds: &Feeds, feed: DataFeed, as_of: NaiveDate, tz: Tz) -> Standing {
        feeds.standing_since(feed, self.earliest_fact(feed), as_of, tz)
    }

    /// The first day a source speaks for.
    pub(crate) fn known_since(&self, feeds: &Feeds, feed: DataFeed) -> Option<NaiveDate> {
        feeds.feeds.get(&feed).map(|facts| facts.known_since(self.earliest_fact(feed)))
    }
}
