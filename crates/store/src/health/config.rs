use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A configuration, and a time it was in force.
#[derive(Debug)]
pub struct DatedConfigRow {
    pub id: Uuid,
    pub name: String,
    pub profile: String,
    pub applies_to_tier: Option<String>,
    pub applies_to_segment: Option<String>,
    pub applies_to_client_id: Option<Uuid>,
    pub weights: serde_json::Value,
    pub bands: serde_json::Value,
    pub params: serde_json::Value,
    pub version: i32,
    /// None is since ever.
    pub active_from: Option<DateTime<Utc>>,
    /// None is until further notice.
    pub active_until: Option<DateTime<Utc>>,
}

/// Every configuration that is or was in force, once for each time it was. What `is_active` says counts even where the
/// times were not kept up: an active one without any was always in force, one made active without being noted is so
/// since it was last put out of force, and one made inactive ended when it was last changed.
pub async fn dated_configs(connection: &mut PgConnection) -> Result<Vec<DatedConfigRow>> {
    let rows = sqlx::query_as!(
        DatedConfigRow,
        r#"select c.id, c.name, c.profile, c.applies_to_tier, c.applies_to_segment, c.applies_to_client_id, c.weights, c.bands,
             c.params, c.version, nullif(p.active_from, '-infinity') as active_from,
             case when c.is_active then p.active_until else coalesce(p.active_until, c.updated_at) end as active_until
           from health_score_config c
           left join lateral (
             select active_from, active_until from health_score_config_period where config_id = c.id
             union all
             select max(active_until), null from health_score_config_period
             where config_id = c.id and c.is_active
             having bool_and(active_until is not null)
           ) p on true
           where c.is_active or p.active_from is not null"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Puts a configuration in force from an instant on. Days before keep the one they had.
pub async fn activate_config(
    connection: &mut PgConnection,
    id: Uuid,
    by: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into health_score_config_period (config_id, active_from, activated_by_id)
         select id, $2, $3 from health_score_config
         where id = $1 and not exists (
           select from health_score_config_period where config_id = $1 and active_until is null)",
        id,
        at,
        by
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("update health_score_config set is_active = true where id = $1 and not is_active", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts a configuration out of force from an instant on.
pub async fn deactivate_config(connection: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into health_score_config_period (config_id, active_from)
         select id, '-infinity' from health_score_config
         where id = $1 and is_active and not exists (select from health_score_config_period where config_id = $1)",
        id
    )
    .execute(&mut *connection)
    .await?;
    // One that was in force for no time was not.
    sqlx::query!(
        "delete from health_score_config_period where config_id = $1 and active_until is null and active_from >= $2",
        id,
        at
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "update health_score_config_period set active_until = $2 where config_id = $1 and active_until is null",
        id,
        at
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("update health_score_config set is_active = false where id = $1 and is_active", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// The formula of the configuration that is the last resort; none where none is in force.
pub async fn default_profile(connection: &mut PgConnection) -> Result<Option<String>> {
    let profile = sqlx::query_scalar!(
        "select profile from health_score_config where is_active and is_default order by version desc limit 1"
    )
    .fetch_optional(connection)
    .await?;
    Ok(profile)
}

/// The metric settings in force; none while nobody changed any.
pub async fn metric_settings(connection: &mut PgConnection) -> Result<Option<serde_json::Value>> {
    let settings = sqlx::query_scalar!("select settings from metric_settings order by version desc limit 1")
        .fetch_optional(connection)
        .await?;
    Ok(settings)
}
