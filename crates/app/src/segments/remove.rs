use domain::SegmentId;
use serde_json::json;

use super::{holders, may_change};
use crate::{
    Actor, Context, Error, Result,
    alerts::rules_in_words,
    audit::{self, Action, AuditEntry},
};

/// Removes a segment no view and no alert rule stands on.
pub async fn remove(context: &Context, actor: &Actor, id: SegmentId) -> Result<()> {
    let reader = actor.staff_id.ok_or(Error::NotFound("segment"))?;
    let mut transaction = context.pool.begin().await?;
    let segment = store::segments::editable(&mut transaction, reader, id.0).await?.ok_or(Error::NotFound("segment"))?;
    may_change(actor, reader, &segment)?;
    let views = store::segments::views(&mut transaction, id.0).await?;
    if let Some(who) = holders(views.iter()) {
        let message = format!("saved views of {who} stand on this segment; they have to change or delete them first");
        return Err(Error::Conflict(message));
    }
    if let Some(rules) = rules_in_words(&mut transaction, id.0).await? {
        return Err(Error::Conflict(format!("{rules} need this segment; choose other clients for them first")));
    }
    store::segments::delete(&mut transaction, id.0).await?;
    let entry = AuditEntry {
        action: Action::Delete,
        operation: "delete_segment".to_owned(),
        entity: "saved_segment",
        ids: vec![id.0],
        changes: Some(json!({ "name": segment.fields.name, "filter": segment.fields.filter })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
