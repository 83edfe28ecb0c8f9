use chrono::{DateTime, NaiveTime, Utc};
use domain::{Scope, StaffId, TeamScope, notification::Digest};
use sqlx::PgConnection;

use super::contents::AlertLineRow;
use crate::{Result, parse_column};

/// Someone who wants a summary.
#[derive(Debug, Clone)]
pub struct DigestCandidate {
    pub staff_id: StaffId,
    pub digest: Digest,
    pub time_zone: String,
    pub quiet_from: Option<NaiveTime>,
    pub quiet_until: Option<NaiveTime>,
    /// Until when the last summary told.
    pub told_until: Option<DateTime<Utc>>,
}

/// Everyone who works here and wants a summary.
pub async fn candidates(connection: &mut PgConnection) -> Result<Vec<DigestCandidate>> {
    sqlx::query!(
        r#"select s.id, n.digest, coalesce(n.time_zone, s.time_zone) as "time_zone!",
             n.quiet_from, n.quiet_until,
             (select max(d.period_until) from notification_delivery d
              where d.recipient_id = s.id and d.kind = 'DIGEST') as told_until
           from notification_setting n join staff s on s.id = n.staff_id
           where n.digest <> 'OFF' and s.is_active
           order by s.id"#
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| {
        Ok(DigestCandidate {
            staff_id: StaffId(row.id),
            digest: parse_column("notification_setting", "digest", &row.digest)?,
            time_zone: row.time_zone,
            quiet_from: row.quiet_from,
            quiet_until: row.quiet_until,
            told_until: row.told_until,
        })
    })
    .collect()
}

/// Alerts someone was told of within a stretch of time, of clients they may open and about the team as far as they see
/// it, the gravest clients first; at most so many clients, and of how many more.
pub async fn raised_between(
    connection: &mut PgConnection,
    scope: &Scope,
    team: TeamScope,
    recipient: StaffId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    most_clients: i64,
) -> Result<(Vec<AlertLineRow>, i64)> {
    let rows = sqlx::query!(
        r#"with told as (
             select distinct n.client_id, alert_id
             from notification n cross join lateral unnest(n.alert_ids) as alert_id
             where n.recipient_id = $1 and n.kind in ('ALERTS', 'TEAM_ALERTS') and n.created_at >= $2 and n.created_at < $3
           ), lines as (
             select c.id as client_id, c.name as client_name, null as team_type, a.id, a.severity, a.severity_rank, a.title,
               a.description
             from told t
             join client c on c.id = t.client_id
             join client_alert a on a.client_id = t.client_id and a.id = t.alert_id
             where ($4::uuid is null or c.csm_user_id = $4) and ($5::uuid is null or c.ae_user_id = $5)
             union all
             select null, '', a.alert_type, a.id, a.severity, a.severity_rank, a.title, a.description
             from told t join team_alert a on a.id = t.alert_id
             where t.client_id is null and a.alert_type = any($6)
           ), weighed as (
             select *, max(severity_rank) over (partition by client_id, team_type) as gravest from lines
           ), ranked as (
             select *, dense_rank() over (order by gravest desc, client_name, client_id, team_type) as place from weighed
           )
           select client_id as "client_id?", client_name as "client_name!", team_type as "team_type?", id as "id!",
             severity as "severity!", title as "title!", description as "description!", place as "place!",
             max(place) over () as "clients!"
           from ranked
           order by place, severity_rank desc, id"#,
        recipient.0,
        from,
        until,
        scope.csm(),
        scope.account_executive(),
        &team.types()
    )
    .fetch_all(connection)
    .await?;
    let clients = rows.first().map_or(0, |row| row.clients);
    let lines = rows
        .into_iter()
        .filter(|row| row.place <= most_clients)
        .map(|row| AlertLineRow {
            client_id: row.client_id,
            client_name: row.client_name,
            team_type: row.team_type,
            id: row.id,
            severity: row.severity,
            title: row.title,
            description: row.description,
        })
        .collect();
    Ok((lines, (clients - most_clients).max(0)))
}

/// What waits for someone.
#[derive(Debug, Clone, Copy)]
pub struct DigestCounts {
    pub open_alerts: i64,
    pub unread_mentions: i64,
}

/// Counts what waits for someone.
pub async fn counts(
    connection: &mut PgConnection,
    scope: &Scope,
    team: TeamScope,
    recipient: StaffId,
) -> Result<DigestCounts> {
    let row = sqlx::query_as!(
        DigestCounts,
        r#"select
             (select count(*) from client_alert a join client c on c.id = a.client_id
              where a.status in ('NEW', 'ACKNOWLEDGED')
                and ($2::uuid is null or c.csm_user_id = $2)
                and ($3::uuid is null or c.ae_user_id = $3))
             + (select count(*) from team_alert where status in ('NEW', 'ACKNOWLEDGED') and alert_type = any($4))
               as "open_alerts!",
             (select count(*) from notification n
              join client c on c.id = n.client_id
              join client_note t on t.client_id = n.client_id and t.id = n.note_id and not t.is_private
              where n.recipient_id = $1 and n.kind = 'MENTION' and n.in_app and n.read_at is null
                and ($2::uuid is null or c.csm_user_id = $2)
                and ($3::uuid is null or c.ae_user_id = $3)) as "unread_mentions!""#,
        recipient.0,
        scope.csm(),
        scope.account_executive(),
        &team.types()
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}
