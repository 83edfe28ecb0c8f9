use std::collections::BTreeMap;

use analytics::{
    churn,
    health::{
        config::ScoreConfig,
        feeds::{FeedFacts, Feeds, Standing},
    },
    period::{Window, end_of_day},
    settings::MetricSettings,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{ClientId, client::ContractTier, health::Profile, import::DataFeed};
use store::{PgConnection, parse_column};

use super::{
    configs::{ClientConfigs, Configs},
    rates::Rates,
};
use crate::{Error, Result};

/// What is the same for every client of a run.
#[derive(Debug)]
pub struct Environment {
    /// Settings of the tenant.
    pub settings: MetricSettings,
    /// Sources of the tenant.
    pub feeds: Feeds,
    /// Churn within ninety days, as it was of late.
    pub churn_base: Option<f64>,
    /// Rates into the reporting currency.
    pub(crate) rates: Rates,
    configs: Configs,
}

impl Environment {
    /// Reads settings, configurations, sources, the churn of late, and the rates of the months from one day to another.
    pub async fn load(
        connection: &mut PgConnection,
        from: NaiveDate,
        to: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let settings: MetricSettings = match store::health::metric_settings(connection).await? {
            Some(stored) => serde_json::from_value(stored).map_err(|error| Error::Internal(error.to_string()))?,
            None => MetricSettings::default(),
        };
        let configs = Configs::load(connection).await?;
        let feeds = feeds(connection, now).await?;
        let windows: Vec<(usize, usize)> = store::facts::churn_windows(connection, to)
            .await?
            .into_iter()
            .map(|row| (usize::try_from(row.active).unwrap_or(0), usize::try_from(row.churned).unwrap_or(0)))
            .collect();
        let rates = Rates::load(connection, &settings.reporting_currency, from, to).await?;
        Ok(Self {
            churn_base: windows.iter().any(|window| window.0 > 0).then(|| churn::base_rate(&windows)),
            feeds,
            settings,
            configs,
            rates,
        })
    }

    /// The configurations a client may get, by day.
    pub fn configs_of(&self, client: ClientId) -> ClientConfigs<'_> {
        self.configs.of(client)
    }

    /// The configuration of a day: of those in force then, by the segment and the tier of then (§1).
    pub fn config_on<'a>(
        &self,
        configs: &ClientConfigs<'a>,
        day: NaiveDate,
        segment: Option<&str>,
        tier: ContractTier,
    ) -> &'a ScoreConfig {
        configs.at(self.moment(day), segment, tier)
    }

    /// The last days a source speaks for, over all days from one to another: how far its facts must be read.
    pub(super) fn spoken(&self, feed: DataFeed, from: NaiveDate, to: NaiveDate) -> Window {
        self.feeds.spoken_between(feed, from, to, self.settings.tz())
    }

    /// The last day up to another that a source speaks for.
    pub(crate) fn speaks_until(&self, feed: DataFeed, as_of: NaiveDate) -> NaiveDate {
        self.feeds.speaks_until(feed, as_of, self.settings.tz())
    }

    /// Whether a connected source has been silent for too long by the end of a day.
    pub(super) fn has_silent_feed(&self, as_of: NaiveDate) -> bool {
        DataFeed::ALL.iter().any(|feed| self.feeds.standing(*feed, as_of, self.settings.tz()) == Standing::Stale)
    }

    /// The formula portfolios are averaged by on a day: that of the configuration for everyone.
    pub fn default_profile(&self, day: NaiveDate) -> Profile {
        self.configs.for_everyone(self.moment(day))
    }

    /// The last instant of a day, or now if that is earlier: what was in force then is what the day is computed with.
    fn moment(&self, day: NaiveDate) -> DateTime<Utc> {
        (end_of_day(day, self.settings.tz()) - Duration::nanoseconds(1)).min(self.feeds.now)
    }
}

/// The sources of the tenant, as they stand.
pub async fn feeds(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Feeds> {
    let mut feeds = BTreeMap::new();
    for row in store::facts::feeds(connection).await? {
        let facts = FeedFacts {
            mode: parse_column("data_feed", "mode", &row.mode)?,
            connected_on: row.connected_on,
            covers_until: row.covers_until,
            last_success_at: row.last_success_at,
        };
        feeds.insert(parse_column("data_feed", "feed", &row.feed)?, facts);
    }
    Ok(Feeds { now, feeds })
}
