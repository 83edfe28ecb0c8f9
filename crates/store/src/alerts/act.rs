use chrono::{DateTime, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// An alert on which someone acts.
#[derive(Debug, Clone)]
pub struct ActionRow {
    /// None of one about the team.
    pub client_id: Option<Uuid>,
    pub id: Uuid,
    pub alert_type: String,
    pub status: String,
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub acknowledged_by_id: Option<Uuid>,
    pub resolution_notes: Option<String>,
    pub resolved_by_id: Option<Uuid>,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
    /// No other row of the same occasion came after it.
    pub is_youngest: bool,
}

/// Reads an alert within scope for an action. Its client is held until the transaction ends, as the engine holds it:
/// the two never write one alert at the same time.
pub async fn for_action(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<ActionRow>> {
    let client = sqlx::query_scalar!(
        "select c.id from client c
         where c.id = (select client_id from client_alert where id = $1)
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)
         for no key update of c",
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(client) = client else { return Ok(None) };
    // Only now: what stood in the row before the client was ours may be gone.
    let row = sqlx::query_as!(
        ActionRow,
        r#"select a.client_id as "client_id?", a.id, a.alert_type, a.status, a.acknowledged_at, a.acknowledged_by_id, a.resolution_notes,
             a.resolved_by_id, c.csm_user_id, c.ae_user_id,
             not exists (
               select from client_alert b
               where b.client_id = a.client_id and b.dedupe_key = a.dedupe_key
                 and (b.created_at, b.id) > (a.created_at, a.id)
             ) as "is_youngest!"
           from client_alert a join client c on c.id = a.client_id
           where a.client_id = $1 and a.id = $2"#,
        client,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// What an alert becomes by hand.
#[derive(Debug, Clone, Default)]
pub struct AlertChange {
    pub status: &'static str,
    pub acknowledged: Option<(DateTime<Utc>, Option<Uuid>)>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub dismissed: Option<(DateTime<Utc>, Option<Uuid>)>,
    pub resolved: Option<(DateTime<Utc>, Option<Uuid>)>,
    pub resolution_notes: Option<String>,
}

/// Writes an action. Closing an alert by hand disarms its occasion until the rule is over.
pub async fn change(connection: &mut PgConnection, client: Uuid, id: Uuid, change: &AlertChange) -> Result<()> {
    sqlx::query!(
        "update client_alert set
           status = $3, acknowledged_at = $4, acknowledged_by_id = $5, snoozed_until = $6, dismissed_at = $7,
           dismissed_by_id = $8, resolved_at = $9, resolved_by_id = $10, resolution_notes = $11, rearmed_at = null,
           version = version + 1
         where client_id = $1 and id = $2",
        client,
        id,
        change.status,
        change.acknowledged.map(|(at, _)| at),
        change.acknowledged.and_then(|(_, by)| by),
        change.snoozed_until,
        change.dismissed.map(|(at, _)| at),
        change.dismissed.and_then(|(_, by)| by),
        change.resolved.map(|(at, _)| at),
        change.resolved.and_then(|(_, by)| by),
        change.resolution_notes
    )
    .execute(connection)
    .await?;
    Ok(())
}
