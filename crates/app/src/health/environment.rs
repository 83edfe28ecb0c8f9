use std::collections::BTreeMap;

use analytics::{
    churn,
    health::{
        config::{AppliesTo, ScoreConfig, resolve},
        feeds::{FeedFacts, Feeds, Standing},
    },
    period::Window,
    settings::MetricSettings,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier, health::Profile, import::DataFeed};
use store::{PgConnection, health::ConfigRow, parse_column};

use super::rates::Rates;
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
    pub(super) rates: Rates,
    configs: Vec<ScoreConfig>,
    fallback: ScoreConfig,
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
        let configs =
            store::health::active_configs(connection).await?.into_iter().map(config).collect::<Result<Vec<_>>>()?;
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
            fallback: ScoreConfig::default_of(Profile::Six),
            rates,
        })
    }

    /// The configuration of a client.
    pub fn config(&self, client: ClientId, segment: Option<&str>, tier: ContractTier) -> &ScoreConfig {
        resolve(&self.configs, client, segment, Some(tier)).unwrap_or(&self.fallback)
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

    /// The formula portfolios are averaged by: that of the configuration for everyone.
    pub fn default_profile(&self) -> Profile {
        self.configs
            .iter()
            .find(|config| config.applies_to == AppliesTo::default())
            .map_or(Profile::Six, |config| config.profile)
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

fn config(row: ConfigRow) -> Result<ScoreConfig> {
    let read = |what: &'static str, error: serde_json::Error| {
        Error::Internal(format!("health_score_config {} has unreadable {what}: {error}", row.id))
    };
    Ok(ScoreConfig {
        id: Some(HealthScoreConfigId(row.id)),
        version_label: format!("{} v{}", row.name, row.version),
        version: row.version,
        applies_to: AppliesTo {
            client_id: row.applies_to_client_id.map(ClientId),
            segment: row.applies_to_segment,
            tier: row
                .applies_to_tier
                .as_deref()
                .map(|tier| parse_column("health_score_config", "applies_to_tier", tier))
                .transpose()?,
        },
        profile: parse_column("health_score_config", "profile", &row.profile)?,
        weights: serde_json::from_value(row.weights).map_err(|error| read("weights", error))?,
        bands: serde_json::from_value(row.bands).map_err(|error| read("bands", error))?,
        params: serde_json::from_value(row.params).map_err(|error| read("params", error))?,
    })
}
