use domain::TeamScope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Result,
    alerts::{ActionRow, AlertChange},
};

/// Holds all alerts about the team until the transaction ends: whoever writes them writes alone, while others go on
/// reading. They are few, and seldom written.
pub async fn hold(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("lock table team_alert in share row exclusive mode").execute(connection).await?;
    Ok(())
}

/// Reads an alert that someone may see for an action, and holds it.
pub async fn for_action(connection: &mut PgConnection, scope: TeamScope, id: Uuid) -> Result<Option<ActionRow>> {
    hold(&mut *connection).await?;
    let row = sqlx::query_as!(
        ActionRow,
        r#"select null::uuid as client_id, a.id, a.alert_type, a.status, a.acknowledged_at, a.acknowledged_by_id,
             a.resolution_notes, a.resolved_by_id, null::uuid as csm_user_id, null::uuid as ae_user_id,
             not exists (
               select from team_alert b
               where b.dedupe_key = a.dedupe_key and (b.created_at, b.id) > (a.created_at, a.id)
             ) as "is_youngest!"
           from team_alert a
           where a.id = $1 and a.alert_type = any($2)"#,
        id,
        &scope.types()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Writes an action. Closing an alert by hand disarms its occasion until the rule is over.
pub async fn change(connection: &mut PgConnection, id: Uuid, change: &AlertChange) -> Result<()> {
    sqlx::query!(
        "update team_alert set
           status = $2, acknowledged_at = $3, acknowledged_by_id = $4, snoozed_until = $5, dismissed_at = $6,
           dismissed_by_id = $7, resolved_at = $8, resolved_by_id = $9, resolution_notes = $10, rearmed_at = null,
           version = version + 1
         where id = $1",
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
