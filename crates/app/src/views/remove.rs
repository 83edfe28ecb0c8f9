use domain::ViewId;
use serde_json::json;

use super::may_change;
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Removes a view.
pub async fn remove(context: &Context, actor: &Actor, id: ViewId) -> Result<()> {
    let reader = actor.staff_id.ok_or(Error::NotFound("view"))?;
    let mut transaction = context.pool.begin().await?;
    let view = store::views::editable(&mut transaction, reader, id.0).await?.ok_or(Error::NotFound("view"))?;
    may_change(actor, reader, &view)?;
    store::views::delete(&mut transaction, id.0).await?;
    let entry = AuditEntry {
        action: Action::Delete,
        operation: "delete_view".to_owned(),
        entity: "saved_view",
        ids: vec![id.0],
        changes: Some(json!({ "name": view.fields.name, "query": view.fields.query })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
