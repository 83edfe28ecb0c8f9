use std::sync::Arc;

use analytics::alerts::AlertSettings;
use chrono::{DateTime, NaiveDate, Utc};
use store::PgConnection;

use super::{reach::Reach, settings::parse_rules};
use crate::{Result, health::Environment};

/// What is the same for every client that is looked at.
#[derive(Debug)]
pub struct Lookout {
    /// Settings, sources and configurations.
    pub environment: Arc<Environment>,
    /// The instant of the look.
    pub now: DateTime<Utc>,
    /// The rules as set for everyone.
    pub rules: AlertSettings,
    /// Which clients they look at.
    pub(super) reach: Reach,
    /// Since when single users are recorded.
    pub users_known_from: Option<NaiveDate>,
    /// Whether anyone records what staff do.
    pub activities_are_recorded: bool,
}

impl Lookout {
    /// Reads what is not in the environment.
    pub async fn load(
        connection: &mut PgConnection,
        environment: &Arc<Environment>,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        Ok(Self {
            environment: Arc::clone(environment),
            now,
            rules: parse_rules("alert_setting", store::alerts::global_setting(connection).await?.rules)?,
            reach: Reach::load(connection, &environment.settings, now).await?,
            users_known_from: store::facts::users_known_from(connection).await?,
            activities_are_recorded: store::alerts::activities_are_recorded(connection).await?,
        })
    }

    /// The day of the look.
    pub fn as_of(&self) -> NaiveDate {
        self.now.date_naive()
    }
}
