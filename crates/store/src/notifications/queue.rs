use chrono::{DateTime, NaiveTime, Utc};
use domain::{
    StaffId,
    notification::{Channel, DeliveryKind, DeliveryState},
    staff::Role,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, parse_column};

/// A delivery in the hands of whoever claimed it.
#[derive(Debug, Clone)]
pub struct ClaimedRow {
    pub id: Uuid,
    pub kind: DeliveryKind,
    pub attempts: i32,
    pub notification_ids: Vec<Uuid>,
    pub alert_ids: Vec<Uuid>,
    pub period_from: Option<DateTime<Utc>>,
    pub period_until: Option<DateTime<Utc>>,
    /// Whether it tells of something critical, which does not wait for anybody's morning.
    pub is_urgent: bool,
    /// The one it is for, while they work here; none is the room of the team, or somebody who left.
    pub recipient: Option<RecipientOf>,
}

/// The one a delivery is for.
#[derive(Debug, Clone)]
pub struct RecipientOf {
    pub id: StaffId,
    pub role: Role,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub time_zone: String,
    pub quiet_from: Option<NaiveTime>,
    pub quiet_until: Option<NaiveTime>,
}

/// Takes deliveries that are due, those that wait longest first; others who look at the same time take others. They
/// are the caller's until `until`.
pub async fn claim(
    connection: &mut PgConnection,
    channel: Channel,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<ClaimedRow>> {
    let rows = sqlx::query!(
        r#"with due as (
             select id from notification_delivery
             where channel = $1 and state in ('PENDING', 'FAILED') and next_attempt_at <= $2
               and (claimed_until is null or claimed_until <= $2)
             order by next_attempt_at, id
             limit $4
             for update skip locked
           ), taken as (
             update notification_delivery d set claimed_until = $3, attempts = d.attempts + 1
             from due where d.id = due.id
             returning d.*
           )
           select d.id as "id!", d.kind as "kind!", d.attempts as "attempts!", d.notification_ids as "notification_ids!",
             d.alert_ids as "alert_ids!", d.period_from, d.period_until, s.id as "staff_id?", s.role as "role?",
             s.first_name as "first_name?", s.last_name as "last_name?", s.email as "email?",
             coalesce(n.time_zone, s.time_zone) as time_zone, n.quiet_from as "quiet_from?",
             n.quiet_until as "quiet_until?",
             exists (select from client_alert a where a.id = any(d.alert_ids) and a.severity = 'CRITICAL') as "is_urgent!"
           from taken d
           left join staff s on s.id = d.recipient_id and s.is_active
           left join notification_setting n on n.staff_id = s.id"#,
        channel.as_str(),
        now,
        until,
        limit
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let recipient = match (row.staff_id, row.role, row.first_name, row.last_name, row.email, row.time_zone) {
                (Some(id), Some(role), Some(first_name), Some(last_name), Some(email), Some(time_zone)) => {
                    let role = parse_column("staff", "role", &role)?;
                    let (quiet_from, quiet_until) = (row.quiet_from, row.quiet_until);
                    let id = StaffId(id);
                    Some(RecipientOf { id, role, first_name, last_name, email, time_zone, quiet_from, quiet_until })
                }
                _ => None,
            };
            Ok(ClaimedRow {
                id: row.id,
                kind: parse_column("notification_delivery", "kind", &row.kind)?,
                attempts: row.attempts,
                notification_ids: row.notification_ids,
                alert_ids: row.alert_ids,
                is_urgent: row.is_urgent,
                period_from: row.period_from,
                period_until: row.period_until,
                recipient,
            })
        })
        .collect()
}

/// Writes what became of a claimed delivery, unless somebody else took it over since.
pub async fn finish(
    connection: &mut PgConnection,
    id: Uuid,
    attempts: i32,
    state: DeliveryState,
    next_attempt_at: DateTime<Utc>,
    last_error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update notification_delivery set
           state = $3, next_attempt_at = $4, last_error = $5, claimed_until = null,
           sent_at = case when $3 = 'SENT' then $6 else sent_at end
         where id = $1 and attempts = $2",
        id,
        attempts,
        state.as_str(),
        next_attempt_at,
        last_error,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
