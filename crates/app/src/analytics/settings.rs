use analytics::settings::MetricSettings;
use store::PgConnection;

use crate::{Error, Result};

/// The metric settings of the tenant; the defaults while nobody changed any.
pub async fn metric_settings(connection: &mut PgConnection) -> Result<MetricSettings> {
    match store::health::metric_settings(connection).await? {
        Some(stored) => serde_json::from_value(stored)
            .map_err(|error| Error::Internal(format!("metric_settings cannot be read: {error}"))),
        None => Ok(MetricSettings::default()),
    }
}
