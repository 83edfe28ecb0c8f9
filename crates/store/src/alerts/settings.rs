use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, clients::ClientRef};

/// What was changed of the rules for everyone.
#[derive(Debug, Clone)]
pub struct SettingRow {
    pub rules: serde_json::Value,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
    pub updated_by_id: Option<Uuid>,
    pub updated_by_name: Option<String>,
}

/// The settings for everyone.
pub async fn global_setting(connection: &mut PgConnection) -> Result<SettingRow> {
    let row = sqlx::query_as!(
        SettingRow,
        r#"select s.rules, s.version, s.updated_at, s.updated_by_id, by.first_name || ' ' || by.last_name as updated_by_name
           from alert_setting s left join staff by on by.id = s.updated_by_id"#
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}

/// Writes the settings for everyone if `version` is still the present one; none when it is not.
pub async fn put_global_setting(
    connection: &mut PgConnection,
    rules: &serde_json::Value,
    version: i32,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Option<i32>> {
    let written = sqlx::query_scalar!(
        "update alert_setting set rules = $1, version = version + 1, updated_by_id = $3, updated_at = $4
         where version = $2
         returning version",
        rules,
        version,
        by.map(|id| id.0),
        now
    )
    .fetch_optional(connection)
    .await?;
    Ok(written)
}

/// What was changed for one client. A client without a row has version 0.
#[derive(Debug, Clone)]
pub struct ClientSettingRow {
    pub client_id: Uuid,
    pub rules: serde_json::Value,
    pub muted_until: Option<DateTime<Utc>>,
    pub version: i32,
}

/// The settings of these clients, of those that have any.
pub async fn client_settings(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<ClientSettingRow>> {
    let rows = sqlx::query_as!(
        ClientSettingRow,
        "select client_id, rules, muted_until, version from client_alert_setting where client_id = any($1)",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The settings of a client within scope.
pub async fn client_setting(
    connection: &mut PgConnection,
    scope: &Scope,
    client: &ClientRef,
) -> Result<Option<ClientSettingRow>> {
    let (id, external) = match client {
        ClientRef::Id(id) => (Some(*id), None),
        ClientRef::External(external) => (None, Some(external.as_str())),
    };
    let row = sqlx::query_as!(
        ClientSettingRow,
        r#"select c.id as client_id, coalesce(s.rules, '{}') as "rules!", s.muted_until as "muted_until?",
             coalesce(s.version, 0) as "version!"
           from client c left join client_alert_setting s on s.client_id = c.id
           where (c.id = $1 or c.external_id = $2)
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)"#,
        id,
        external,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Writes the settings of a client if `version` is still the present one; none when it is not.
pub async fn put_client_setting(
    connection: &mut PgConnection,
    client: Uuid,
    rules: &serde_json::Value,
    muted_until: Option<DateTime<Utc>>,
    version: i32,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Option<i32>> {
    let written = sqlx::query_scalar!(
        "insert into client_alert_setting (client_id, rules, muted_until, updated_by_id, updated_at)
         values ($1, $2, $3, $4, $5)
         on conflict on constraint client_alert_setting_pkey do update
         set rules = excluded.rules, muted_until = excluded.muted_until, version = client_alert_setting.version + 1,
           updated_by_id = excluded.updated_by_id, updated_at = excluded.updated_at
         where client_alert_setting.version = $6
         returning version",
        client,
        rules,
        muted_until,
        by.map(|id| id.0),
        now,
        version
    )
    .fetch_optional(connection)
    .await?;
    Ok(written)
}
