use chrono::{DateTime, Utc};
use domain::{NotificationId, StaffId};
use serde_json::json;
use store::{PgConnection, live::Topic};
use uuid::Uuid;

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Notes that the actor read a notification of theirs.
pub async fn mark_read(context: &Context, actor: &Actor, id: NotificationId) -> Result<()> {
    let (reader, now) = (reader(actor)?, context.now());
    let mut transaction = context.pool.begin().await?;
    if !store::notifications::mark_read(&mut transaction, &actor.scope, reader, id.0, now).await? {
        return Err(Error::NotFound("notification"));
    }
    finish(context, actor, &mut transaction, "mark_notification_read", vec![id.0], 1).await?;
    transaction.commit().await?;
    Ok(())
}

/// Notes that the actor read everything that came until an instant; what comes later stays unread.
pub async fn mark_all_read(context: &Context, actor: &Actor, until: Option<DateTime<Utc>>) -> Result<()> {
    let (reader, now) = (reader(actor)?, context.now());
    let mut transaction = context.pool.begin().await?;
    let read = store::notifications::mark_all_read(&mut transaction, reader, until.unwrap_or(now), now).await?;
    if read > 0 {
        finish(context, actor, &mut transaction, "mark_all_notifications_read", vec![], read).await?;
    }
    transaction.commit().await?;
    Ok(())
}

fn reader(actor: &Actor) -> Result<StaffId> {
    actor.staff_id.ok_or(Error::NotFound("notification"))
}

/// Other pages of the same reader count anew.
async fn finish(
    context: &Context,
    actor: &Actor,
    connection: &mut PgConnection,
    operation: &str,
    ids: Vec<Uuid>,
    read: u64,
) -> Result<()> {
    store::live::notify(connection, Topic::Notifications, actor.staff_id.map(|id| id.0)).await?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: operation.to_owned(),
        entity: "notification",
        ids,
        changes: Some(json!({ "read": read })),
    };
    audit::record(connection, context, actor, entry).await
}
