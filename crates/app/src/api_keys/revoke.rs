use domain::ApiKeyId;
use serde_json::json;

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Ends a key for good: the next call with it is refused, on every replica.
pub async fn revoke(context: &Context, actor: &Actor, id: ApiKeyId) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let name = store::api_keys::revoke(&mut transaction, id, actor.staff_id, context.now()).await?;
    let name = name.ok_or(Error::NotFound("API key"))?;
    let entry = AuditEntry {
        action: Action::Delete,
        operation: "delete_api_key".to_owned(),
        entity: "api_key",
        ids: vec![id.0],
        changes: Some(json!({ "name": name, "revoked": true })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
