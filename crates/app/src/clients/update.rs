use chrono::NaiveDate;
use domain::{
    StaffId,
    client::{LifecycleStatus, SizeSegment},
    staff::Permission,
};
use serde_json::{Map, Value, json};
use store::clients::{ClientEdit, ClientRef, EditableRow, OwnerRole};
use uuid::Uuid;

use super::{owners, tags};
use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
    health::request_recomputation,
    text,
};

const LONGEST_SEGMENT: usize = 120;
const LONGEST_REASON: usize = 500;

/// What to change; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct ClientChanges {
    /// Tags, replacing the present ones.
    pub tags: Option<Vec<String>>,
    /// Free segment.
    pub segment: Option<Option<String>>,
    /// Lifecycle.
    pub lifecycle_status: Option<LifecycleStatus>,
    /// Day the client left.
    pub churned_at: Option<Option<NaiveDate>>,
    /// Why it left.
    pub churn_reason: Option<Option<String>>,
    /// Daily users expected.
    pub expected_dau_override: Option<Option<i32>>,
    /// Size segment by hand.
    pub size_segment_override: Option<Option<SizeSegment>>,
    /// Client success manager.
    pub csm_user_id: Option<Option<StaffId>>,
    /// Account executive.
    pub ae_user_id: Option<Option<StaffId>>,
}

/// Changes a client within the actor's scope, if `version` is still the present one; returns the new version.
/// The score follows within seconds: the job is enqueued in the same transaction.
pub async fn update(
    context: &Context,
    actor: &Actor,
    client: &ClientRef,
    version: i32,
    changes: ClientChanges,
) -> Result<i32> {
    let assigns = changes.csm_user_id.is_some() || changes.ae_user_id.is_some();
    if assigns && !actor.may(Permission::AssignClients) {
        return Err(Error::Forbidden("your role may not assign clients; ask a VP of client success".to_owned()));
    }
    let now = context.now();
    let today = now.date_naive();
    let mut transaction = context.pool.begin().await?;
    let before =
        store::clients::editable(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let after = validated(&before, changes, today)?;
    let changed = difference(&before, &after);
    if changed.is_empty() {
        return Ok(before.version);
    }
    for (role, was, is) in
        [(OwnerRole::Csm, before.csm_user_id, after.csm_user_id), (OwnerRole::Ae, before.ae_user_id, after.ae_user_id)]
    {
        // Whoever has it already may keep it while something else is edited.
        if let Some(user) = is.filter(|_| was != is) {
            owners::check(&mut transaction, role, user).await?;
        }
    }
    let version = store::clients::apply_edit(&mut transaction, before.id, &after).await?;
    if changed.contains_key("segment") || changed.contains_key("size_segment_override") {
        store::clients::record_dimensions(&mut transaction, before.id, today).await?;
    }
    for (role, was, is) in [("CSM", before.csm_user_id, after.csm_user_id), ("AE", before.ae_user_id, after.ae_user_id)]
    {
        reassign(&mut transaction, before.id, role, was, is, today).await?;
    }
    if assigns {
        // The alerts go with the client, from one counter to another.
        let owners = [before.csm_user_id, after.csm_user_id, before.ae_user_id, after.ae_user_id];
        store::live::notify(&mut transaction, store::live::Topic::Alerts, owners.into_iter().flatten()).await?;
    }
    request_recomputation(&mut transaction, before.id, "client edited", now).await?;
    audit::record(
        &mut transaction,
        context,
        actor,
        AuditEntry {
            action: Action::Update,
            operation: "update_client".to_owned(),
            entity: "client",
            ids: vec![before.id],
            changes: Some(Value::Object(changed)),
        },
    )
    .await?;
    transaction.commit().await?;
    Ok(version)
}

async fn reassign(
    connection: &mut store::PgConnection,
    client: Uuid,
    role: &str,
    was: Option<Uuid>,
    is: Option<Uuid>,
    today: NaiveDate,
) -> Result<()> {
    if was == is {
        return Ok(());
    }
    store::clients::close_assignment(connection, client, role, today).await?;
    if let Some(user) = is {
        store::clients::open_assignment(connection, client, role, user, today).await?;
    }
    Ok(())
}

fn validated(before: &EditableRow, changes: ClientChanges, today: NaiveDate) -> Result<ClientEdit> {
    let mut wrong = vec![];
    let lifecycle =
        changes.lifecycle_status.map_or_else(|| before.lifecycle_status.clone(), |status| status.as_str().to_owned());
    let mut edit = ClientEdit {
        tags: changes.tags.map_or_else(|| before.tags.clone(), |tags| tags::clean(tags, "/tags", &mut wrong)),
        segment: changes.segment.map_or_else(
            || before.segment.clone(),
            |segment| text::optional(segment, "/segment", LONGEST_SEGMENT, &mut wrong),
        ),
        churned_at: changes.churned_at.unwrap_or(before.churned_at),
        churn_reason: changes.churn_reason.map_or_else(
            || before.churn_reason.clone(),
            |reason| text::optional(reason, "/churn_reason", LONGEST_REASON, &mut wrong),
        ),
        expected_dau_override: changes.expected_dau_override.unwrap_or(before.expected_dau_override),
        size_segment_override: changes.size_segment_override.map_or_else(
            || before.size_segment_override.clone(),
            |segment| segment.map(|segment| segment.as_str().to_owned()),
        ),
        csm_user_id: changes.csm_user_id.map_or(before.csm_user_id, |id| id.map(|id| id.0)),
        ae_user_id: changes.ae_user_id.map_or(before.ae_user_id, |id| id.map(|id| id.0)),
        lifecycle_status: lifecycle,
    };
    if edit.expected_dau_override.is_some_and(|users| users <= 0) {
        wrong.push(field("/expected_dau_override", "too-small", "must be above 0, or null for the rule"));
    }
    if edit.lifecycle_status == LifecycleStatus::Churned.as_str() {
        if edit.churned_at.is_none() {
            wrong.push(field("/churned_at", "required", "say on which day the client left"));
        }
    } else {
        // A client that is not gone has not left on any day.
        edit.churned_at = None;
        edit.churn_reason = None;
    }
    if edit.churned_at.is_some_and(|day| day > today) {
        wrong.push(field("/churned_at", "in-the-future", "must not lie in the future"));
    }
    if wrong.is_empty() { Ok(edit) } else { Err(Error::Invalid(wrong)) }
}

fn field(pointer: &str, code: &'static str, message: &str) -> InvalidField {
    InvalidField { pointer: pointer.to_owned(), code, message: message.to_owned() }
}

/// What changed, as the audit log shows it: each field with its value before and after.
fn difference(before: &EditableRow, after: &ClientEdit) -> Map<String, Value> {
    let mut changed = Map::new();
    let mut compare = |name: &str, was: Value, is: Value| {
        if was != is {
            changed.insert(name.to_owned(), json!({ "from": was, "to": is }));
        }
    };
    compare("tags", json!(before.tags), json!(after.tags));
    compare("segment", json!(before.segment), json!(after.segment));
    compare("lifecycle_status", json!(before.lifecycle_status), json!(after.lifecycle_status));
    compare("churned_at", json!(before.churned_at), json!(after.churned_at));
    compare("churn_reason", json!(before.churn_reason), json!(after.churn_reason));
    compare("expected_dau_override", json!(before.expected_dau_override), json!(after.expected_dau_override));
    compare("size_segment_override", json!(before.size_segment_override), json!(after.size_segment_override));
    compare("csm_user_id", json!(before.csm_user_id), json!(after.csm_user_id));
    compare("ae_user_id", json!(before.ae_user_id), json!(after.ae_user_id));
    changed
}
