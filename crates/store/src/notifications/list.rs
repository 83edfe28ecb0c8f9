use chrono::{DateTime, Utc};
use domain::{Scope, StaffId, TeamScope};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Which notifications, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct NotificationFilter {
    /// Only unread ones.
    pub unread: bool,
    /// Only these kinds; empty means any.
    pub kinds: Vec<String>,
    /// The sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// A notification as its recipient sees it.
#[derive(Debug, Clone)]
pub struct NotificationRow {
    pub id: Uuid,
    pub kind: String,
    pub client_id: Option<Uuid>,
    pub client_name: Option<String>,
    /// id, alert_type, severity, title and status of the alerts, the gravest first.
    pub alerts: serde_json::Value,
    pub note_id: Option<Uuid>,
    pub note_title: Option<String>,
    pub note_content: Option<String>,
    pub actor_id: Option<Uuid>,
    pub actor_name: Option<String>,
    pub read_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// What someone was told in the app, the newest first, and how much there is. Clients they may not open any longer, and
/// notes that are gone or private by now, are left out, and so are alerts about the team they may not see any longer.
pub async fn list(
    connection: &mut PgConnection,
    scope: &Scope,
    team: TeamScope,
    reader: StaffId,
    filter: &NotificationFilter,
) -> Result<(Vec<NotificationRow>, i64)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from notification n
           left join client c on c.id = n.client_id
           left join client_note t on t.client_id = n.client_id and t.id = n.note_id and not t.is_private
           where n.recipient_id = $1 and n.in_app and (n.note_id is null or t.id is not null)
             and ($2::uuid is null or n.client_id is null or c.csm_user_id = $2)
             and ($3::uuid is null or n.client_id is null or c.ae_user_id = $3)
             and (not $4 or n.read_at is null)
             and (n.kind <> 'TEAM_ALERTS' or exists (
               select from team_alert t where t.id = any(n.alert_ids) and t.alert_type = any($6)))
             and (cardinality($5::text[]) = 0 or n.kind = any($5))"#,
        reader.0,
        scope.csm(),
        scope.account_executive(),
        filter.unread,
        &filter.kinds,
        &team.types()
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query_as!(
        NotificationRow,
        r#"select n.id, n.kind, n.client_id, c.name as "client_name?",
             (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'alert_type', a.alert_type,
                'severity', a.severity, 'title', a.title, 'status', a.status)
                order by a.severity_rank desc, a.id), '[]')
              from (
                select id, alert_type, severity, severity_rank, title, status from client_alert
                where client_id = n.client_id and id = any(n.alert_ids)
                union all
                select id, alert_type, severity, severity_rank, title, status from team_alert
                where n.kind = 'TEAM_ALERTS' and id = any(n.alert_ids) and alert_type = any($10)
              ) a) as "alerts!",
             n.note_id, t.title as "note_title?", left(t.content, 400) as "note_content?", n.actor_id,
             s.first_name || ' ' || s.last_name as actor_name, n.read_at, n.created_at
           from notification n
           left join client c on c.id = n.client_id
           left join client_note t on t.client_id = n.client_id and t.id = n.note_id and not t.is_private
           left join staff s on s.id = n.actor_id
           where n.recipient_id = $1 and n.in_app and (n.note_id is null or t.id is not null)
             and ($2::uuid is null or n.client_id is null or c.csm_user_id = $2)
             and ($3::uuid is null or n.client_id is null or c.ae_user_id = $3)
             and (not $4 or n.read_at is null)
             and (n.kind <> 'TEAM_ALERTS' or exists (
               select from team_alert t where t.id = any(n.alert_ids) and t.alert_type = any($10)))
             and (cardinality($5::text[]) = 0 or n.kind = any($5))
             and ($6::timestamptz is null or (n.created_at, n.id) < ($6, $7::uuid))
           order by n.created_at desc, n.id desc
           offset $8
           limit $9"#,
        reader.0,
        scope.csm(),
        scope.account_executive(),
        filter.unread,
        &filter.kinds,
        filter.after.map(|(at, _)| at),
        filter.after.map(|(_, id)| id),
        filter.offset,
        filter.limit,
        &team.types()
    )
    .fetch_all(connection)
    .await?;
    Ok((rows, total))
}

/// One of them.
pub async fn get(
    connection: &mut PgConnection,
    scope: &Scope,
    team: TeamScope,
    reader: StaffId,
    id: Uuid,
) -> Result<Option<NotificationRow>> {
    let row = sqlx::query_as!(
        NotificationRow,
        r#"select n.id, n.kind, n.client_id, c.name as "client_name?",
             (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'alert_type', a.alert_type,
                'severity', a.severity, 'title', a.title, 'status', a.status)
                order by a.severity_rank desc, a.id), '[]')
              from (
                select id, alert_type, severity, severity_rank, title, status from client_alert
                where client_id = n.client_id and id = any(n.alert_ids)
                union all
                select id, alert_type, severity, severity_rank, title, status from team_alert
                where n.kind = 'TEAM_ALERTS' and id = any(n.alert_ids) and alert_type = any($5)
              ) a) as "alerts!",
             n.note_id, t.title as "note_title?", left(t.content, 400) as "note_content?", n.actor_id,
             s.first_name || ' ' || s.last_name as actor_name, n.read_at, n.created_at
           from notification n
           left join client c on c.id = n.client_id
           left join client_note t on t.client_id = n.client_id and t.id = n.note_id and not t.is_private
           left join staff s on s.id = n.actor_id
           where n.recipient_id = $1 and n.id = $4 and n.in_app and (n.note_id is null or t.id is not null)
             and ($2::uuid is null or n.client_id is null or c.csm_user_id = $2)
             and ($3::uuid is null or n.client_id is null or c.ae_user_id = $3)
             and (n.kind <> 'TEAM_ALERTS' or exists (
               select from team_alert t where t.id = any(n.alert_ids) and t.alert_type = any($5)))"#,
        reader.0,
        scope.csm(),
        scope.account_executive(),
        id,
        &team.types()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// How many of them are unread.
pub async fn unread(connection: &mut PgConnection, scope: &Scope, team: TeamScope, reader: StaffId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from notification n
           left join client c on c.id = n.client_id
           left join client_note t on t.client_id = n.client_id and t.id = n.note_id and not t.is_private
           where n.recipient_id = $1 and n.in_app and n.read_at is null and (n.note_id is null or t.id is not null)
             and ($2::uuid is null or n.client_id is null or c.csm_user_id = $2)
             and ($3::uuid is null or n.client_id is null or c.ae_user_id = $3)
             and (n.kind <> 'TEAM_ALERTS' or exists (
               select from team_alert t where t.id = any(n.alert_ids) and t.alert_type = any($4)))"#,
        reader.0,
        scope.csm(),
        scope.account_executive(),
        &team.types()
    )
    .fetch_one(connection)
    .await?;
    Ok(count)
}
