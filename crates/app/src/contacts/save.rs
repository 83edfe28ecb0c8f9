use domain::ContactId;
use serde_json::{Map, Value, json};
use store::{
    clients::ClientRef,
    contacts::{ContactFields, EditableContact},
};

use super::validate::{ContactChanges, blank, validated};
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
    health::request_recomputation,
};

/// Adds a contact to a client within the actor's scope. The score follows within seconds: a contact may cover a role.
pub async fn create(
    context: &Context,
    actor: &Actor,
    client: &ClientRef,
    changes: ContactChanges,
) -> Result<ContactId> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let client =
        store::clients::resolve(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let fields = validated(
        &blank(),
        ContactChanges { name: Some(changes.name.clone().unwrap_or_default()), ..changes },
        now.date_naive(),
    )?;
    let id = context.ids.at(now);
    store::contacts::insert(&mut transaction, client, id, &fields, now).await?;
    request_recomputation(&mut transaction, client, "contact added", now).await?;
    let entry = AuditEntry {
        action: Action::Create,
        operation: "create_client_contact".to_owned(),
        entity: "client_contact",
        ids: vec![id, client],
        changes: Some(Value::Object(difference(&blank(), &fields))),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(ContactId(id))
}

/// Changes a contact within the actor's scope, if `version` is still the present one.
pub async fn update(
    context: &Context,
    actor: &Actor,
    id: ContactId,
    version: i32,
    changes: ContactChanges,
) -> Result<()> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let before: EditableContact =
        store::contacts::editable(&mut transaction, &actor.scope, id.0).await?.ok_or(Error::NotFound("contact"))?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let after = validated(&before.fields, changes, now.date_naive())?;
    let changed = difference(&before.fields, &after);
    if changed.is_empty() {
        return Ok(());
    }
    store::contacts::update(&mut transaction, &before, &after).await?;
    request_recomputation(&mut transaction, before.client_id, "contact changed", now).await?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_contact".to_owned(),
        entity: "client_contact",
        ids: vec![before.id, before.client_id],
        changes: Some(Value::Object(changed)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// What changed, as the audit log shows it: each field with its value before and after.
pub(super) fn difference(before: &ContactFields, after: &ContactFields) -> Map<String, Value> {
    let mut changed = Map::new();
    let mut compare = |name: &str, was: Value, is: Value| {
        if was != is {
            changed.insert(name.to_owned(), json!({ "from": was, "to": is }));
        }
    };
    compare("name", json!(before.name), json!(after.name));
    compare("email", json!(before.email), json!(after.email));
    compare("phone", json!(before.phone), json!(after.phone));
    compare("title", json!(before.title), json!(after.title));
    compare("role", json!(before.role), json!(after.role));
    compare("is_primary", json!(before.is_primary), json!(after.is_primary));
    compare("is_billing", json!(before.is_billing), json!(after.is_billing));
    compare("is_technical", json!(before.is_technical), json!(after.is_technical));
    compare("is_key", json!(before.is_key), json!(after.is_key));
    compare("platform_user_id", json!(before.platform_user_id), json!(after.platform_user_id));
    compare("notes", json!(before.notes), json!(after.notes));
    compare("left_company_at", json!(before.left_company_at), json!(after.left_company_at));
    changed
}
