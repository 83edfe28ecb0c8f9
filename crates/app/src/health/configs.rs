use analytics::health::config::{AppliesTo, ScoreConfig, resolve};
use chrono::{DateTime, Utc};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier, health::Profile};
use store::{PgConnection, health::DatedConfigRow, parse_column};

use crate::{Error, Result};

/// Every configuration that is or was in force.
#[derive(Debug)]
pub(super) struct Configs {
    dated: Vec<DatedConfig>,
    /// What counts where none is.
    fallback: ScoreConfig,
}

/// A configuration and a time it was in force.
#[derive(Debug)]
struct DatedConfig {
    config: ScoreConfig,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

/// The configurations one client may get, at any time.
#[derive(Debug)]
pub struct ClientConfigs<'a> {
    client: ClientId,
    dated: Vec<&'a DatedConfig>,
    fallback: &'a ScoreConfig,
}

impl Configs {
    pub(super) async fn load(connection: &mut PgConnection) -> Result<Self> {
        let rows = store::health::dated_configs(connection).await?;
        let dated = rows.into_iter().map(DatedConfig::read).collect::<Result<Vec<_>>>()?;
        Ok(Self { dated, fallback: ScoreConfig::default_of(Profile::Six) })
    }

    pub(super) fn of(&self, client: ClientId) -> ClientConfigs<'_> {
        let of_client = |dated: &&DatedConfig| dated.config.applies_to.client_id.is_none_or(|id| id == client);
        ClientConfigs { client, dated: self.dated.iter().filter(of_client).collect(), fallback: &self.fallback }
    }

    /// Those in force at a moment.
    pub(super) fn in_force(&self, moment: DateTime<Utc>) -> impl Iterator<Item = &ScoreConfig> {
        self.dated.iter().filter(move |dated| dated.is_in_force(moment)).map(|dated| &dated.config)
    }

    /// The formula of the configuration for everyone.
    pub(super) fn for_everyone(&self, moment: DateTime<Utc>) -> Profile {
        self.dated
            .iter()
            .filter(|dated| dated.is_in_force(moment) && dated.config.applies_to == AppliesTo::default())
            .max_by_key(|dated| dated.config.version)
            .map_or(self.fallback.profile, |dated| dated.config.profile)
    }
}

impl<'a> ClientConfigs<'a> {
    /// Of those in force at a moment, the one for this client.
    pub(super) fn at(&self, moment: DateTime<Utc>, segment: Option<&str>, tier: ContractTier) -> &'a ScoreConfig {
        let in_force = self.dated.iter().filter(|dated| dated.is_in_force(moment)).map(|dated| &dated.config);
        resolve(in_force, self.client, segment, Some(tier)).unwrap_or(self.fallback)
    }
}

impl DatedConfig {
    fn is_in_force(&self, moment: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.until.is_none_or(|until| until > moment)
    }

    fn read(row: DatedConfigRow) -> Result<Self> {
        let (from, until) = (row.active_from, row.active_until);
        Ok(Self { config: config(row)?, from, until })
    }
}

fn config(row: DatedConfigRow) -> Result<ScoreConfig> {
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
