use std::collections::{BTreeMap, BTreeSet};

use domain::{StaffId, work::BulkVerdict};
use serde_json::{Map, Value, json};
use store::clients::{BulkRow, OwnerRole};
use uuid::Uuid;

use super::{
    bulk::{self, Chosen, Outcome},
    owners,
};
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Owners to give; none leaves an owner as it is, some of none takes the client from whoever has it.
#[derive(Debug, Clone, Default)]
pub struct NewOwners {
    /// Client success manager.
    pub csm: Option<Option<StaffId>>,
    /// Account executive.
    pub ae: Option<Option<StaffId>>,
}

/// Gives many clients other owners, in one transaction. Their scores follow within seconds.
pub async fn assign(context: &Context, actor: &Actor, chosen: Chosen, new: NewOwners) -> Result<Vec<Outcome>> {
    if new.csm.is_none() && new.ae.is_none() {
        return Err(Error::invalid("/csm_user_id", "required", "name a CSM, an AE, or both"));
    }
    let now = context.now();
    let today = now.date_naive();
    let mut transaction = context.pool.begin().await?;
    let (ids, rows) = bulk::hold(&mut transaction, actor, chosen).await?;
    let mut changes = Map::new();
    let mut changed = BTreeSet::new();
    let mut concerned = BTreeSet::new();
    for (role, field, to) in [(OwnerRole::Csm, "csm_user_id", new.csm), (OwnerRole::Ae, "ae_user_id", new.ae)] {
        let Some(to) = to.map(|user| user.map(|user| user.0)) else { continue };
        let owner = |row: &BulkRow| if role == OwnerRole::Csm { row.csm_user_id } else { row.ae_user_id };
        let theirs: Vec<&BulkRow> = rows.iter().filter(|row| owner(row) != to).collect();
        if theirs.is_empty() {
            continue;
        }
        if let Some(user) = to {
            owners::check(&mut transaction, role, user).await?;
        }
        let moved: Vec<Uuid> = theirs.iter().map(|row| row.id).collect();
        store::clients::assign(&mut transaction, &moved, role, to, today).await?;
        // Whose they were: an assignment of many takes clients from many.
        let mut from: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
        for row in theirs {
            concerned.extend(owner(row));
            from.entry(owner(row).map_or_else(|| "none".to_owned(), |id| id.to_string())).or_default().push(row.id);
        }
        concerned.extend(to);
        changes.insert(field.to_owned(), json!({ "from": from, "to": to }));
        changed.extend(moved);
    }
    if !changed.is_empty() {
        let ids: Vec<Uuid> = changed.iter().copied().collect();
        // The alerts go with the clients, from one counter to another.
        store::live::notify(&mut transaction, store::live::Topic::Alerts, concerned).await?;
        store::facts::request_recalculation(&mut transaction, &ids, "clients assigned", now).await?;
        store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await?;
        let entry = AuditEntry {
            action: Action::Update,
            operation: "assign_clients".to_owned(),
            entity: "client",
            ids,
            changes: Some(Value::Object(changes)),
        };
        audit::record(&mut transaction, context, actor, entry).await?;
    }
    transaction.commit().await?;
    let outcomes = rows.iter().map(|row| {
        let mut outcome = Outcome::of(row);
        if changed.contains(&row.id) {
            outcome.verdict = BulkVerdict::Changed;
        }
        outcome
    });
    Ok(bulk::in_order(&ids, outcomes.collect()))
}
