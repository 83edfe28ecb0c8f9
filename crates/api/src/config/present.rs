//! Configurations as the wire shows them.

use std::collections::HashMap;

use analytics::health::config::{AppliesTo, Bands};
use api_types::config::{HealthBands, HealthScoreConfig, InForce};
use domain::{ClientId, HealthScoreConfigId};
use sqlx::PgConnection;
use store::{
    health::{ConfigRow, PeriodRow},
    parse_column,
};
use uuid::Uuid;

use crate::{ApiError, ApiResult, access::Caller, clients::user_name};

/// One configuration, when the caller may see it.
pub(super) async fn one(
    connection: &mut PgConnection,
    caller: &Caller,
    id: HealthScoreConfigId,
) -> ApiResult<HealthScoreConfig> {
    let row = store::health::config(connection, &caller.scope, id.0)
        .await?
        .ok_or_else(|| ApiError::not_found("health score configuration"))?;
    let mut shown = all(connection, vec![row]).await?;
    shown.pop().ok_or_else(|| ApiError::internal("a row was lost"))
}

/// Configurations, each with when it was in force.
pub(super) async fn all(connection: &mut PgConnection, rows: Vec<ConfigRow>) -> ApiResult<Vec<HealthScoreConfig>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut periods: HashMap<Uuid, Vec<InForce>> = HashMap::new();
    for row in store::health::periods(connection, &ids).await? {
        periods.entry(row.config_id).or_default().push(in_force(row));
    }
    rows.into_iter().map(|row| config(periods.remove(&row.id).unwrap_or_default(), row)).collect()
}

fn in_force(row: PeriodRow) -> InForce {
    InForce {
        from: row.active_from,
        until: row.active_until,
        by: user_name(row.activated_by_id, row.activated_by_name),
    }
}

fn config(in_force: Vec<InForce>, row: ConfigRow) -> ApiResult<HealthScoreConfig> {
    let tier = row.applies_to_tier.as_deref();
    Ok(HealthScoreConfig {
        id: HealthScoreConfigId(row.id),
        name: row.name,
        description: row.description,
        profile: parse_column("health_score_config", "profile", &row.profile)?,
        applies_to_tier: tier.map(|tier| parse_column("health_score_config", "applies_to_tier", tier)).transpose()?,
        applies_to_segment: row.applies_to_segment,
        applies_to_client_id: row.applies_to_client_id.map(ClientId),
        applies_to_client_name: row.applies_to_client_name,
        weights: serde_json::from_value(row.weights).map_err(ApiError::internal)?,
        bands: serde_json::from_value(row.bands).map_err(ApiError::internal)?,
        is_active: row.is_active,
        was_in_force: row.was_in_force,
        in_force,
        is_default: row.is_default,
        version: row.version,
        previous_version_id: row.previous_version_id.map(HealthScoreConfigId),
        revision: row.revision,
        created_by: user_name(row.created_by_id, row.created_by_name),
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// Bounds as the maths reads them.
pub(super) fn bands(bands: HealthBands) -> Bands {
    Bands { healthy: bands.healthy, monitor: bands.monitor, at_risk: bands.at_risk }
}

/// Bounds as the wire shows them.
pub(super) fn shown_bands(bands: Bands) -> HealthBands {
    HealthBands { healthy: bands.healthy, monitor: bands.monitor, at_risk: bands.at_risk }
}

/// Whose a configuration is.
pub(super) fn applies_to(
    tier: Option<domain::client::ContractTier>,
    segment: Option<String>,
    client_id: Option<ClientId>,
) -> AppliesTo {
    AppliesTo { client_id, segment, tier }
}

/// Whose a stored configuration is.
pub(super) fn whose(row: &ConfigRow) -> ApiResult<AppliesTo> {
    let tier = row.applies_to_tier.as_deref();
    let tier = tier.map(|tier| parse_column("health_score_config", "applies_to_tier", tier)).transpose()?;
    Ok(applies_to(tier, row.applies_to_segment.clone(), row.applies_to_client_id.map(ClientId)))
}
