use domain::ContactId;
use serde_json::Value;

use super::{save::difference, validate::blank};
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
    health::request_recomputation,
};

/// Removes a contact within the actor's scope. Activities keep that there was someone; who left is better marked so.
pub async fn remove(context: &Context, actor: &Actor, id: ContactId) -> Result<()> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let contact =
        store::contacts::editable(&mut transaction, &actor.scope, id.0).await?.ok_or(Error::NotFound("contact"))?;
    store::contacts::delete(&mut transaction, contact.client_id, contact.id).await?;
    request_recomputation(&mut transaction, contact.client_id, "contact removed", now).await?;
    let entry = AuditEntry {
        action: Action::Delete,
        operation: "delete_contact".to_owned(),
        entity: "client_contact",
        ids: vec![contact.id, contact.client_id],
        changes: Some(Value::Object(difference(&contact.fields, &blank()))),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
