use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Which deliveries, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter {
    /// Only these states; empty means any.
    pub states: Vec<String>,
    /// Only these channels; empty means any.
    pub channels: Vec<String>,
    /// The sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// A delivery, without what it says.
#[derive(Debug, Clone)]
pub struct DeliveryRow {
    pub id: Uuid,
    pub channel: String,
    pub kind: String,
    pub recipient_id: Option<Uuid>,
    pub recipient_name: Option<String>,
    pub state: String,
    pub attempts: i32,
    pub next_attempt_at: DateTime<Utc>,
    pub last_error: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// Deliveries, the newest first, and how many there are.
pub async fn deliveries(connection: &mut PgConnection, filter: &DeliveryFilter) -> Result<(Vec<DeliveryRow>, i64)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from notification_delivery
           where (cardinality($1::text[]) = 0 or state = any($1)) and (cardinality($2::text[]) = 0 or channel = any($2))"#,
        &filter.states,
        &filter.channels
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query_as!(
        DeliveryRow,
        r#"select d.id, d.channel, d.kind, d.recipient_id, s.first_name || ' ' || s.last_name as recipient_name, d.state,
             d.attempts, d.next_attempt_at, d.last_error, d.sent_at, d.created_at
           from notification_delivery d left join staff s on s.id = d.recipient_id
           where (cardinality($1::text[]) = 0 or d.state = any($1))
             and (cardinality($2::text[]) = 0 or d.channel = any($2))
             and ($3::timestamptz is null or (d.created_at, d.id) < ($3, $4::uuid))
           order by d.created_at desc, d.id desc
           offset $5
           limit $6"#,
        &filter.states,
        &filter.channels,
        filter.after.map(|(at, _)| at),
        filter.after.map(|(_, id)| id),
        filter.offset,
        filter.limit
    )
    .fetch_all(connection)
    .await?;
    Ok((rows, total))
}

/// One delivery.
pub async fn delivery(connection: &mut PgConnection, id: Uuid) -> Result<Option<DeliveryRow>> {
    let row = sqlx::query_as!(
        DeliveryRow,
        r#"select d.id, d.channel, d.kind, d.recipient_id, s.first_name || ' ' || s.last_name as recipient_name, d.state,
             d.attempts, d.next_attempt_at, d.last_error, d.sent_at, d.created_at
           from notification_delivery d left join staff s on s.id = d.recipient_id
           where d.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Channel and state of a delivery, and until when somebody has it in hand; its row is held until the transaction ends.
pub async fn for_resend(
    connection: &mut PgConnection,
    id: Uuid,
) -> Result<Option<(String, String, Option<DateTime<Utc>>)>> {
    let row =
        sqlx::query!("select channel, state, claimed_until from notification_delivery where id = $1 for update", id)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|row| (row.channel, row.state, row.claimed_until)))
}

/// Tries a delivery again from now on, as if it were new.
pub async fn resend(connection: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update notification_delivery
         set state = 'PENDING', attempts = 0, next_attempt_at = $2, claimed_until = null where id = $1",
        id,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
