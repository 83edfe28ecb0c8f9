//! What the tenant has set, remembered for a while: nearly every answer needs it, and hardly anyone ever changes it.

use std::{sync::Arc, time::Duration};

use analytics::{period::local_date, settings::MetricSettings};
use chrono::NaiveDate;
use moka::future::Cache;
use store::PgConnection;

use crate::{ApiResult, State};

/// How long another replica's change may go unseen.
const REMEMBERED_FOR: Duration = Duration::from_secs(10);

/// The settings as they were read last.
#[derive(Debug)]
pub(crate) struct Tenant(Cache<(), Arc<MetricSettings>>);

impl Default for Tenant {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(1).time_to_live(REMEMBERED_FOR).build())
    }
}

impl State {
    /// The metric settings of the tenant. On the connection of the request, and seldom: they are remembered.
    pub(crate) async fn metric_settings(&self, connection: &mut PgConnection) -> ApiResult<Arc<MetricSettings>> {
        if let Some(settings) = self.tenant.0.get(&()).await {
            return Ok(settings);
        }
        let settings = Arc::new(app::analytics::metric_settings(connection).await?);
        self.tenant.0.insert((), Arc::clone(&settings)).await;
        Ok(settings)
    }

    /// Today, where the tenant reports (metrics.md §0.1): in the evening of California it is tomorrow in UTC.
    pub(crate) async fn today(&self, connection: &mut PgConnection) -> ApiResult<NaiveDate> {
        let settings = self.metric_settings(connection).await?;
        Ok(self.today_of(&settings))
    }

    /// The same, for whoever has the settings at hand.
    pub(crate) fn today_of(&self, settings: &MetricSettings) -> NaiveDate {
        local_date(self.context.now(), settings.tz())
    }
}
