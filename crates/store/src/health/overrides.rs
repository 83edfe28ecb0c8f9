use chrono::{DateTime, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What someone says of a client's health, beside what was computed.
#[derive(Debug, Clone)]
pub struct OverrideRow {
    pub id: Uuid,
    pub health_status: String,
    pub reason: String,
    pub expires_at: DateTime<Utc>,
    pub created_by_id: Uuid,
    pub created_by_name: String,
    pub created_at: DateTime<Utc>,
}

/// The override of a client within scope that holds at an instant: not ended, and not past its time.
pub async fn override_on(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    at: DateTime<Utc>,
) -> Result<Option<OverrideRow>> {
    let row = sqlx::query_as!(
        OverrideRow,
        r#"select o.id, o.health_status, o.reason, o.expires_at, o.created_by_id,
             s.first_name || ' ' || s.last_name as "created_by_name!", o.created_at
           from client_health_override o
           join client c on c.id = o.client_id
           join staff s on s.id = o.created_by_id
           where o.client_id = $1 and o.ended_at is null and o.expires_at > $2
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)"#,
        client,
        at,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// The override of a client that nobody ended, even when its time is over.
#[derive(Debug, Clone)]
pub struct OpenOverride {
    pub client_id: Uuid,
    pub id: Uuid,
    pub health_status: String,
    pub reason: String,
    pub expires_at: DateTime<Utc>,
}

/// Reads it, of a client within scope, and holds its row until the transaction ends.
pub async fn open_override(connection: &mut PgConnection, scope: &Scope, client: Uuid) -> Result<Option<OpenOverride>> {
    let row = sqlx::query_as!(
        OpenOverride,
        "select o.client_id, o.id, o.health_status, o.reason, o.expires_at
         from client_health_override o
         join client c on c.id = o.client_id
         where o.client_id = $1 and o.ended_at is null
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)
         for update of o",
        client,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// An override to add.
#[derive(Debug)]
pub struct NewOverride<'a> {
    pub client_id: Uuid,
    pub id: Uuid,
    pub health_status: &'static str,
    pub reason: &'a str,
    pub expires_at: DateTime<Utc>,
    pub created_by_id: Uuid,
}

/// Writes a new override.
pub async fn insert_override(connection: &mut PgConnection, new: &NewOverride<'_>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into client_health_override (client_id, id, health_status, reason, expires_at, created_by_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.client_id,
        new.id,
        new.health_status,
        new.reason,
        new.expires_at,
        new.created_by_id,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends an override: by someone, or because its time was over before.
pub async fn end_override(
    connection: &mut PgConnection,
    client: Uuid,
    id: Uuid,
    at: DateTime<Utc>,
    by: Option<Uuid>,
) -> Result<()> {
    sqlx::query!(
        "update client_health_override set ended_at = $3, ended_by_id = $4 where client_id = $1 and id = $2",
        client,
        id,
        at,
        by
    )
    .execute(connection)
    .await?;
    Ok(())
}
