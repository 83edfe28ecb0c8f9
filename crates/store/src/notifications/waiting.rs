use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::notification::Channel;
use sqlx::PgConnection;
use uuid::Uuid;

use super::NewDelivery;
use crate::Result;

/// What somebody was told of alerts by a channel of late; nobody is the room of the team.
#[derive(Debug, Clone)]
pub struct Lately {
    pub recipient_id: Option<Uuid>,
    /// Messages since then, and those that still wait.
    pub messages: i64,
    /// The newest that waits and that nobody has in hand.
    pub waiting: Option<Uuid>,
}

/// What everyone was told of alerts by a channel since then.
pub async fn lately(
    connection: &mut PgConnection,
    channel: Channel,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Lately>> {
    let rows = sqlx::query_as!(
        Lately,
        r#"select recipient_id, count(*) as "messages!",
             (array_agg(id order by created_at desc, id desc)
               filter (where state = 'PENDING' and attempts = 0 and claimed_until is null and next_attempt_at > $3))[1] as waiting
           from notification_delivery
           where channel = $1 and kind = 'ALERTS'
             and (created_at > $2 or (state in ('PENDING', 'FAILED') and next_attempt_at > $3))
           group by recipient_id"#,
        channel.as_str(),
        since,
        now
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Adds what new deliveries would tell to deliveries that wait, each to the one beside it. One that is urgent is not kept
/// waiting by the other. Returns those that took something in; the others are in somebody's hands by now.
pub async fn add_to_waiting(
    connection: &mut PgConnection,
    additions: &[(Uuid, &NewDelivery)],
) -> Result<HashSet<Uuid>> {
    if additions.is_empty() {
        return Ok(HashSet::new());
    }
    let body: Vec<serde_json::Value> = additions
        .iter()
        .map(|(waiting, more)| {
            serde_json::json!({
                "id": waiting, "alert_ids": more.alert_ids, "notification_ids": more.notification_ids,
                "next_attempt_at": more.next_attempt_at,
            })
        })
        .collect();
    let added = sqlx::query_scalar!(
        "update notification_delivery d set
           alert_ids = d.alert_ids || x.alert_ids, notification_ids = d.notification_ids || x.notification_ids,
           next_attempt_at = least(d.next_attempt_at, x.next_attempt_at)
         from jsonb_to_recordset($1::jsonb) as x(
           id uuid, alert_ids uuid[], notification_ids uuid[], next_attempt_at timestamptz)
         where d.id = x.id and d.state = 'PENDING' and d.attempts = 0 and d.claimed_until is null
         returning d.id",
        serde_json::Value::Array(body)
    )
    .fetch_all(connection)
    .await?;
    Ok(added.into_iter().collect())
}
