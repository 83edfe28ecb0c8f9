use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// How scores are made for some clients.
#[derive(Debug)]
pub struct ConfigRow {
    pub id: Uuid,
    pub name: String,
    pub description: Option<String>,
    pub profile: String,
    pub applies_to_tier: Option<String>,
    pub applies_to_segment: Option<String>,
    pub applies_to_client_id: Option<Uuid>,
    pub weights: serde_json::Value,
    pub bands: serde_json::Value,
    pub params: serde_json::Value,
    pub is_active: bool,
    pub is_default: bool,
    pub version: i32,
    pub previous_version_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

/// A page of the configurations, newest first, and how many there are. `after` is the id of the last one seen: ids
/// are ordered by time.
pub async fn configs(
    connection: &mut PgConnection,
    after: Option<Uuid>,
    limit: i64,
    offset: i64,
) -> Result<(Vec<ConfigRow>, i64)> {
    let rows = sqlx::query_as!(
        ConfigRow,
        "select id, name, description, profile, applies_to_tier, applies_to_segment, applies_to_client_id, weights, bands,
           params, is_active, is_default, version, previous_version_id, created_at
         from health_score_config
         where $1::uuid is null or id < $1
         order by id desc
         limit $2 offset $3",
        after,
        limit,
        offset
    )
    .fetch_all(&mut *connection)
    .await?;
    let total =
        sqlx::query_scalar!(r#"select count(*) as "total!" from health_score_config"#).fetch_one(connection).await?;
    Ok((rows, total))
}

/// The configurations in force.
pub async fn active_configs(connection: &mut PgConnection) -> Result<Vec<ConfigRow>> {
    let rows = sqlx::query_as!(
        ConfigRow,
        "select id, name, description, profile, applies_to_tier, applies_to_segment, applies_to_client_id, weights, bands,
           params, is_active, is_default, version, previous_version_id, created_at
         from health_score_config where is_active"
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The metric settings in force; none while nobody changed any.
pub async fn metric_settings(connection: &mut PgConnection) -> Result<Option<serde_json::Value>> {
    let settings = sqlx::query_scalar!("select settings from metric_settings order by version desc limit 1")
        .fetch_optional(connection)
        .await?;
    Ok(settings)
}
