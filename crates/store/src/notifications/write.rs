use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Error, Result};

/// Something to tell someone.
#[derive(Debug, Clone, Serialize)]
pub struct NewNotification {
    pub recipient_id: Uuid,
    pub id: Uuid,
    pub kind: &'static str,
    pub client_id: Option<Uuid>,
    pub alert_ids: Vec<Uuid>,
    pub note_id: Option<Uuid>,
    pub actor_id: Option<Uuid>,
    pub in_app: bool,
}

/// Writes notifications.
pub async fn insert(
    connection: &mut PgConnection,
    notifications: &[NewNotification],
    now: DateTime<Utc>,
) -> Result<()> {
    if notifications.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into notification (recipient_id, id, kind, client_id, alert_ids, note_id, actor_id, in_app, created_at)
         select recipient_id, id, kind, client_id, alert_ids, note_id, actor_id, in_app, $2
         from jsonb_to_recordset($1::jsonb) as x(
           recipient_id uuid, id uuid, kind text, client_id uuid, alert_ids uuid[], note_id uuid, actor_id uuid,
           in_app boolean)",
        body(notifications)?,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A message on its way out.
#[derive(Debug, Clone, Serialize)]
pub struct NewDelivery {
    pub id: Uuid,
    pub channel: &'static str,
    pub kind: &'static str,
    pub recipient_id: Option<Uuid>,
    pub notification_ids: Vec<Uuid>,
    pub alert_ids: Vec<Uuid>,
    pub period_from: Option<DateTime<Utc>>,
    pub period_until: Option<DateTime<Utc>>,
    pub key: String,
    pub next_attempt_at: DateTime<Utc>,
}

/// Writes deliveries; what is on its way already under the same key is not written again. Returns how many were.
pub async fn insert_deliveries(
    connection: &mut PgConnection,
    deliveries: &[NewDelivery],
    now: DateTime<Utc>,
) -> Result<u64> {
    if deliveries.is_empty() {
        return Ok(0);
    }
    let done = sqlx::query!(
        "insert into notification_delivery
           (id, channel, kind, recipient_id, notification_ids, alert_ids, period_from, period_until, key,
            next_attempt_at, created_at)
         select id, channel, kind, recipient_id, notification_ids, alert_ids, period_from, period_until, key,
           next_attempt_at, $2
         from jsonb_to_recordset($1::jsonb) as x(
           id uuid, channel text, kind text, recipient_id uuid, notification_ids uuid[], alert_ids uuid[],
           period_from timestamptz, period_until timestamptz, key text, next_attempt_at timestamptz)
         on conflict on constraint notification_delivery_key_key do nothing",
        body(deliveries)?,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Notes that someone read a notification; whether there is such a one. Read once, it stays as it was.
pub async fn mark_read(
    connection: &mut PgConnection,
    scope: &Scope,
    reader: StaffId,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update notification n set read_at = coalesce(n.read_at, $3)
         where n.recipient_id = $1 and n.id = $2 and n.in_app
           and (n.client_id is null or exists (
             select from client c
             where c.id = n.client_id and ($4::uuid is null or c.csm_user_id = $4)
               and ($5::uuid is null or c.ae_user_id = $5)))",
        reader.0,
        id,
        now,
        scope.csm(),
        scope.account_executive()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes that someone read all that came until an instant; returns how many were unread.
pub async fn mark_all_read(
    connection: &mut PgConnection,
    reader: StaffId,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64> {
    let done = sqlx::query!(
        "update notification set read_at = $3
         where recipient_id = $1 and in_app and read_at is null and created_at <= $2",
        reader.0,
        until,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Removes notifications that came before an instant.
pub async fn remove_old(connection: &mut PgConnection, before: DateTime<Utc>) -> Result<u64> {
    Ok(sqlx::query!("delete from notification where created_at < $1", before)
        .execute(connection)
        .await?
        .rows_affected())
}

/// Removes deliveries that came to an end and were made before an instant.
pub async fn remove_old_deliveries(connection: &mut PgConnection, before: DateTime<Utc>) -> Result<u64> {
    let done = sqlx::query!(
        "delete from notification_delivery where created_at < $1 and state not in ('PENDING', 'FAILED')",
        before
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

fn body(rows: &(impl Serialize + ?Sized)) -> Result<serde_json::Value> {
    serde_json::to_value(rows).map_err(|_| Error::Inconsistent {
        table: "notification",
        column: "computed",
        value: String::new(),
    })
}
