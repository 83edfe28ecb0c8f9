use chrono::{DateTime, Utc};
use domain::Scope;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// How scores are made for some clients.
#[derive(Debug, Clone)]
pub struct ConfigRow {
    pub id: Uuid,
    pub name: String,
    pub description: Option<String>,
    pub profile: String,
    pub applies_to_tier: Option<String>,
    pub applies_to_segment: Option<String>,
    pub applies_to_client_id: Option<Uuid>,
    pub applies_to_client_name: Option<String>,
    pub weights: Value,
    pub bands: Value,
    pub params: Value,
    pub is_active: bool,
    pub was_in_force: bool,
    pub is_default: bool,
    pub version: i32,
    pub previous_version_id: Option<Uuid>,
    pub revision: i32,
    pub created_by_id: Option<Uuid>,
    pub created_by_name: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A page of the configurations, newest first, and how many there are; those for one client only where it is within
/// scope. `after` is the id of the last one seen: ids are ordered by time.
pub async fn configs(
    connection: &mut PgConnection,
    scope: &Scope,
    after: Option<Uuid>,
    limit: i64,
    offset: i64,
) -> Result<(Vec<ConfigRow>, i64)> {
    let rows = sqlx::query_as!(
        ConfigRow,
        r#"select f.id, f.name, f.description, f.profile, f.applies_to_tier, f.applies_to_segment, f.applies_to_client_id,
             c.name as "applies_to_client_name?", f.weights, f.bands, f.params, f.is_active,
             f.is_active or exists (select from health_score_config_period p where p.config_id = f.id) as "was_in_force!",
             f.is_default, f.version, f.previous_version_id, f.revision, f.created_by_id,
             s.first_name || ' ' || s.last_name as created_by_name, f.created_at, f.updated_at
           from health_score_config f
           left join client c on c.id = f.applies_to_client_id
             and ($4::uuid is null or c.csm_user_id = $4) and ($5::uuid is null or c.ae_user_id = $5)
           left join staff s on s.id = f.created_by_id
           where ($1::uuid is null or f.id < $1) and (f.applies_to_client_id is null or c.id is not null)
           order by f.id desc
           limit $2 offset $3"#,
        after,
        limit,
        offset,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(&mut *connection)
    .await?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!"
           from health_score_config f
           left join client c on c.id = f.applies_to_client_id
             and ($1::uuid is null or c.csm_user_id = $1) and ($2::uuid is null or c.ae_user_id = $2)
           where f.applies_to_client_id is null or c.id is not null"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_one(connection)
    .await?;
    Ok((rows, total))
}

/// One configuration; one for a client only where that is within scope.
pub async fn config(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<ConfigRow>> {
    let row = sqlx::query_as!(
        ConfigRow,
        r#"select f.id, f.name, f.description, f.profile, f.applies_to_tier, f.applies_to_segment, f.applies_to_client_id,
             c.name as "applies_to_client_name?", f.weights, f.bands, f.params, f.is_active,
             f.is_active or exists (select from health_score_config_period p where p.config_id = f.id) as "was_in_force!",
             f.is_default, f.version, f.previous_version_id, f.revision, f.created_by_id,
             s.first_name || ' ' || s.last_name as created_by_name, f.created_at, f.updated_at
           from health_score_config f
           left join client c on c.id = f.applies_to_client_id
             and ($2::uuid is null or c.csm_user_id = $2) and ($3::uuid is null or c.ae_user_id = $3)
           left join staff s on s.id = f.created_by_id
           where f.id = $1 and (f.applies_to_client_id is null or c.id is not null)"#,
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// A time a configuration was in force, and who saw to it.
#[derive(Debug)]
pub struct PeriodRow {
    pub config_id: Uuid,
    /// None is since ever.
    pub active_from: Option<DateTime<Utc>>,
    /// None is until further notice.
    pub active_until: Option<DateTime<Utc>>,
    pub activated_by_id: Option<Uuid>,
    pub activated_by_name: Option<String>,
}

/// When these configurations were in force, latest first.
pub async fn periods(connection: &mut PgConnection, configs: &[Uuid]) -> Result<Vec<PeriodRow>> {
    let rows = sqlx::query_as!(
        PeriodRow,
        r#"select p.config_id, nullif(p.active_from, '-infinity') as active_from, p.active_until, p.activated_by_id,
             s.first_name || ' ' || s.last_name as activated_by_name
           from health_score_config_period p
           left join staff s on s.id = p.activated_by_id
           where p.config_id = any($1)
           order by p.active_from desc"#,
        configs
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Lets nobody else number, change, activate or remove a configuration until the transaction ends. Who reads does not
/// wait.
pub async fn hold_configs(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("lock table health_score_config in share row exclusive mode").execute(connection).await?;
    Ok(())
}

/// The newest version for exactly these clients.
pub async fn newest_of_scope(
    connection: &mut PgConnection,
    tier: Option<&str>,
    segment: Option<&str>,
    client: Option<Uuid>,
) -> Result<Option<(Uuid, i32)>> {
    let row = sqlx::query!(
        "select id, version from health_score_config
         where applies_to_tier is not distinct from $1 and applies_to_segment is not distinct from $2
           and applies_to_client_id is not distinct from $3
         order by version desc, id desc limit 1",
        tier,
        segment,
        client
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (row.id, row.version)))
}

/// The versions for exactly these clients that are in force, newest first. More than one only where rows were made by
/// hand.
pub async fn active_of_scope(
    connection: &mut PgConnection,
    tier: Option<&str>,
    segment: Option<&str>,
    client: Option<Uuid>,
) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        "select id from health_score_config
         where is_active and applies_to_tier is not distinct from $1 and applies_to_segment is not distinct from $2
           and applies_to_client_id is not distinct from $3
         order by version desc, id desc",
        tier,
        segment,
        client
    )
    .fetch_all(connection)
    .await?;
    Ok(ids)
}

/// What people set.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigFields {
    pub name: String,
    pub description: Option<String>,
    pub weights: Value,
    pub bands: Value,
}

/// A version to add.
#[derive(Debug)]
pub struct NewConfig<'a> {
    pub id: Uuid,
    pub fields: &'a ConfigFields,
    pub profile: &'static str,
    pub applies_to_tier: Option<&'static str>,
    pub applies_to_segment: Option<&'a str>,
    pub applies_to_client_id: Option<Uuid>,
    pub params: &'a Value,
    pub version: i32,
    pub previous_version_id: Option<Uuid>,
    pub created_by_id: Option<Uuid>,
}

/// Writes a version that is not in force.
pub async fn insert_config(connection: &mut PgConnection, new: &NewConfig<'_>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into health_score_config (id, name, description, profile, applies_to_tier, applies_to_segment,
           applies_to_client_id, weights, bands, params, is_active, is_default, version, previous_version_id, created_by_id,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, false, $11, $12, $13, $14, $14)",
        new.id,
        new.fields.name,
        new.fields.description,
        new.profile,
        new.applies_to_tier,
        new.applies_to_segment,
        new.applies_to_client_id,
        new.fields.weights,
        new.fields.bands,
        new.params,
        new.version,
        new.previous_version_id,
        new.created_by_id,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an edit of a version that was never in force.
pub async fn update_config(connection: &mut PgConnection, id: Uuid, fields: &ConfigFields) -> Result<()> {
    sqlx::query!(
        "update health_score_config
         set name = $2, description = $3, weights = $4, bands = $5, revision = revision + 1
         where id = $1",
        id,
        fields.name,
        fields.description,
        fields.weights,
        fields.bands
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a version that was never in force; those made from it are made from the one before it.
pub async fn delete_config(connection: &mut PgConnection, id: Uuid) -> Result<()> {
    sqlx::query!(
        "update health_score_config set previous_version_id =
           (select previous_version_id from health_score_config where id = $1)
         where previous_version_id = $1",
        id
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("delete from health_score_config where id = $1", id).execute(connection).await?;
    Ok(())
}

/// Makes a configuration for everyone the last resort, and no other.
pub async fn set_default_config(connection: &mut PgConnection, id: Uuid) -> Result<()> {
    sqlx::query!("update health_score_config set is_default = (id = $1) where is_default or id = $1", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Asks for everyone a configuration may apply to be computed again; returns how many those are.
pub async fn request_recalculation_of(
    connection: &mut PgConnection,
    tier: Option<&str>,
    segment: Option<&str>,
    client: Option<Uuid>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    let done = sqlx::query!(
        "insert into recalculation_request (client_id, requested_at, reason)
         select id, $5, $4 from client
         where lifecycle_status <> 'CHURNED' and ($1::text is null or contract_tier = $1)
           and ($2::text is null or segment = $2) and ($3::uuid is null or id = $3)
         order by id
         on conflict on constraint recalculation_request_pkey
           do update set requested_at = excluded.requested_at, reason = excluded.reason",
        tier,
        segment,
        client,
        reason,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
