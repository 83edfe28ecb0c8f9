use domain::ActivityId;
use serde_json::Value;

use super::{
    difference::difference,
    log::{check_contacts, make_month},
    validate::{ActivityChanges, validated},
};
use crate::{
    Actor, Context, Error, Result,
    analytics::metric_settings,
    audit::{self, Action, AuditEntry},
    health::request_recomputation,
};

/// Changes an activity the actor logged, if `version` is still the present one and its client within scope.
pub async fn update(
    context: &Context,
    actor: &Actor,
    id: ActivityId,
    version: i32,
    changes: ActivityChanges,
) -> Result<()> {
    let now = context.now();
    if let Some(at) = changes.occurred_at {
        make_month(context, at, now).await?;
    }
    let mut transaction = context.pool.begin().await?;
    let before =
        store::activities::editable(&mut transaction, &actor.scope, id.0).await?.ok_or(Error::NotFound("activity"))?;
    if before.performed_by_id != actor.staff_id.map(|id| id.0) {
        return Err(Error::Forbidden("only who logged an activity may change it".to_owned()));
    }
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let settings = metric_settings(&mut transaction).await?;
    let after = validated(&before.fields, changes, now, settings.tz())?;
    check_contacts(&mut transaction, before.client_id, &before.fields, &after).await?;
    let changed = difference(&before.fields, &after);
    if changed.is_empty() {
        return Ok(());
    }
    store::activities::update(&mut transaction, &before, &after).await?;
    request_recomputation(&mut transaction, before.client_id, "activity changed", now).await?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_activity".to_owned(),
        entity: "client_activity",
        ids: vec![before.id, before.client_id],
        changes: Some(Value::Object(changed)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
