//! Which days anything is known about.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::import::{DataFeed, FeedMode};
use store::{PgConnection, clients::ClientDetailRow, parse_column, usage::DailyRow};

use crate::ApiResult;

/// The last complete day of a client: yesterday, or the last day that was computed of one whose history ended before.
fn complete_day(client: &ClientDetailRow, now: DateTime<Utc>) -> NaiveDate {
    let yesterday = now.date_naive() - Duration::days(1);
    client.health_as_of.map_or(yesterday, |day| day.min(yesterday))
}

/// What is known of the usage of a client.
#[derive(Debug)]
pub(super) struct Known {
    /// The last day every figure describes.
    pub as_of: NaiveDate,
    /// The first day the source speaks for.
    spoken_since: Option<NaiveDate>,
    live_since: NaiveDate,
}

impl Known {
    pub(super) async fn load(
        connection: &mut PgConnection,
        client: &ClientDetailRow,
        now: DateTime<Utc>,
    ) -> ApiResult<Self> {
        let feeds = store::facts::feeds(connection).await?;
        let feed = feeds.iter().find(|row| row.feed == DataFeed::Usage.as_str());
        let mut as_of = complete_day(client, now);
        if let Some(feed) = feed {
            // Silence of the source is not silence of the client.
            let mode: FeedMode = parse_column("data_feed", "mode", &feed.mode)?;
            let spoken_until = match mode {
                FeedMode::Import => feed.covers_until,
                FeedMode::Continuous => feed.last_success_at.map(|at| at.date_naive() - Duration::days(1)),
            };
            as_of = spoken_until.map_or(as_of, |until| as_of.min(until));
        }
        Ok(Self {
            as_of,
            spoken_since: feed.map(|feed| feed.connected_on),
            live_since: client.go_live_date.unwrap_or(client.contract_start_date),
        })
    }

    /// The first day that means anything: the client is live and the source speaks for it, if only by these rows. None
    /// without either.
    pub(super) fn since(&self, rows: &[DailyRow]) -> Option<NaiveDate> {
        let first = rows.first().map(|row| row.date);
        let since = match (self.spoken_since, first) {
            (Some(spoken), Some(first)) => Some(spoken.min(first)),
            (spoken, first) => spoken.or(first),
        };
        since.map(|since| since.max(self.live_since))
    }
}
