use domain::{Scope, TeamScope};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// An alert with its client, as a message tells of it.
#[derive(Debug, Clone)]
pub struct AlertLineRow {
    /// None of an alert about the team.
    pub client_id: Option<Uuid>,
    pub client_name: String,
    /// The type of an alert about the team: those of one type are told together.
    pub team_type: Option<String>,
    pub id: Uuid,
    pub severity: String,
    pub title: String,
    pub description: String,
}

/// These alerts, as far as they are open and within scope.
pub async fn alerts_by_id(
    connection: &mut PgConnection,
    scope: &Scope,
    team: TeamScope,
    alerts: &[Uuid],
) -> Result<Vec<AlertLineRow>> {
    let rows = sqlx::query_as!(
        AlertLineRow,
        r#"select client_id as "client_id?", client_name as "client_name!", team_type as "team_type?", id as "id!",
             severity as "severity!", title as "title!", description as "description!"
           from (
             select c.id as client_id, c.name as client_name, null as team_type, a.id, a.severity, a.severity_rank, a.title,
               a.description
             from client_alert a join client c on c.id = a.client_id
             where a.id = any($1) and a.status in ('NEW', 'ACKNOWLEDGED')
               and ($2::uuid is null or c.csm_user_id = $2)
               and ($3::uuid is null or c.ae_user_id = $3)
             union all
             select null, '', alert_type, id, severity, severity_rank, title, description
             from team_alert
             where id = any($1) and status in ('NEW', 'ACKNOWLEDGED') and alert_type = any($4)
           ) a
           order by max(severity_rank) over (partition by client_id, team_type) desc, client_name, client_id, team_type,
             severity_rank desc, id"#,
        alerts,
        scope.csm(),
        scope.account_executive(),
        &team.types()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A note in which someone is named.
#[derive(Debug, Clone)]
pub struct MentionRow {
    pub client_id: Uuid,
    pub client_name: String,
    pub title: Option<String>,
    pub content: String,
    pub author_name: String,
}

/// The note of a notification, while it is there for others and its client within scope.
pub async fn mention(
    connection: &mut PgConnection,
    scope: &Scope,
    recipient: Uuid,
    notification: Uuid,
) -> Result<Option<MentionRow>> {
    let row = sqlx::query_as!(
        MentionRow,
        r#"select c.id as client_id, c.name as client_name, t.title, t.content,
             s.first_name || ' ' || s.last_name as "author_name!"
           from notification n
           join client c on c.id = n.client_id
           join client_note t on t.client_id = n.client_id and t.id = n.note_id and not t.is_private
           join staff s on s.id = t.created_by_id
           where n.recipient_id = $1 and n.id = $2
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)"#,
        recipient,
        notification,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
