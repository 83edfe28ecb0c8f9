use domain::work::BulkVerdict;
use serde_json::json;
use store::clients::{BulkRow, NewTags};

use super::{
    bulk::{self, Chosen, Outcome},
    tags::{self, MOST_TAGS},
};
use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
};

/// Tags to give and to take.
#[derive(Debug, Clone, Default)]
pub struct TagChanges {
    /// Tags to add.
    pub add: Vec<String>,
    /// Tags to remove.
    pub remove: Vec<String>,
}

/// Adds tags to many clients and removes others, in one transaction. A client that would have too many is left as it is
/// and said so. No figure is made of tags, so nothing is computed again.
pub async fn tag(context: &Context, actor: &Actor, chosen: Chosen, changes: TagChanges) -> Result<Vec<Outcome>> {
    let (add, remove) = validated(changes)?;
    let mut transaction = context.pool.begin().await?;
    let (ids, rows) = bulk::hold(&mut transaction, actor, chosen).await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    let mut written = Vec::new();
    for row in &rows {
        let (outcome, tags) = changed(row, &add, &remove);
        if outcome.verdict == BulkVerdict::Changed {
            written.push(NewTags { id: row.id, tags });
        }
        outcomes.push(outcome);
    }
    if !written.is_empty() {
        store::clients::write_tags(&mut transaction, &written).await?;
        let entry = AuditEntry {
            action: Action::Update,
            operation: "tag_clients".to_owned(),
            entity: "client",
            ids: written.iter().map(|row| row.id).collect(),
            changes: Some(json!({ "tags": { "add": add, "remove": remove } })),
        };
        audit::record(&mut transaction, context, actor, entry).await?;
    }
    transaction.commit().await?;
    Ok(bulk::in_order(&ids, outcomes))
}

fn validated(changes: TagChanges) -> Result<(Vec<String>, Vec<String>)> {
    let mut wrong = vec![];
    if changes.add.is_empty() && changes.remove.is_empty() {
        return Err(Error::invalid("/add", "required", "name a tag to add, or one to remove"));
    }
    let add = tags::clean(changes.add, "/add", &mut wrong);
    let remove = tags::clean(changes.remove, "/remove", &mut wrong);
    if let Some(both) = remove.iter().position(|tag| add.contains(tag)) {
        let message = "a tag is either added or removed".to_owned();
        wrong.push(InvalidField { pointer: format!("/remove/{both}"), code: "contradiction", message });
    }
    if wrong.is_empty() { Ok((add, remove)) } else { Err(Error::Invalid(wrong)) }
}

fn changed(row: &BulkRow, add: &[String], remove: &[String]) -> (Outcome, Vec<String>) {
    let mut outcome = Outcome::of(row);
    let added: Vec<String> = add.iter().filter(|tag| !row.tags.contains(tag)).cloned().collect();
    let (removed, mut tags): (Vec<String>, Vec<String>) =
        row.tags.iter().cloned().partition(|tag| remove.contains(tag));
    tags.extend(added.iter().cloned());
    if tags.len() > MOST_TAGS && !added.is_empty() {
        outcome.verdict = BulkVerdict::Refused;
        outcome.message = Some(format!("It would have {} tags; at most {MOST_TAGS} are possible.", tags.len()));
    } else if !added.is_empty() || !removed.is_empty() {
        outcome.verdict = BulkVerdict::Changed;
        (outcome.added, outcome.removed) = (added, removed);
    }
    (outcome, tags)
}
