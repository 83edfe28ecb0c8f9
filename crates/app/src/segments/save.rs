use domain::{SegmentId, filter::Filter};
use serde_json::json;
use store::segments::SegmentFields;

use super::{holders, may_change, may_configure, may_hide};
use crate::{
    Actor, Context, Error, Result,
    alerts::rules_in_words,
    audit::{self, Action, AuditEntry},
    text,
};

const LONGEST_NAME: usize = 80;
const LONGEST_DESCRIPTION: usize = 500;

/// What to change; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct SegmentChanges {
    /// Name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<Option<String>>,
    /// Which clients belong to it.
    pub filter: Option<Filter>,
    /// Whether everyone can use it.
    pub is_shared: Option<bool>,
}

/// Saves a segment of the actor's.
pub async fn create(context: &Context, actor: &Actor, changes: SegmentChanges) -> Result<SegmentId> {
    let owner = actor.staff_id.ok_or_else(|| Error::Internal("nobody saves a segment".to_owned()))?;
    let everyone = SegmentFields {
        name: String::new(),
        description: None,
        filter: Filter::And(Vec::new()).to_json(),
        is_shared: false,
    };
    let name = Some(changes.name.clone().unwrap_or_default());
    let fields = validated(&everyone, SegmentChanges { name, ..changes })?;
    if fields.is_shared {
        may_configure(actor)?;
    }
    let now = context.now();
    let id = context.ids.at(now);
    let mut transaction = context.pool.begin().await?;
    store::segments::insert(&mut transaction, id, owner, &fields, now).await.map_err(taken)?;
    let entry = AuditEntry {
        action: Action::Create,
        operation: "create_segment".to_owned(),
        entity: "saved_segment",
        ids: vec![id],
        changes: Some(json!({ "name": fields.name, "filter": fields.filter, "is_shared": fields.is_shared })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(SegmentId(id))
}

/// Changes a segment, if `version` is still the present one.
pub async fn update(
    context: &Context,
    actor: &Actor,
    id: SegmentId,
    version: i32,
    changes: SegmentChanges,
) -> Result<()> {
    let reader = actor.staff_id.ok_or(Error::NotFound("segment"))?;
    let mut transaction = context.pool.begin().await?;
    let before = store::segments::editable(&mut transaction, reader, id.0).await?.ok_or(Error::NotFound("segment"))?;
    may_change(actor, reader, &before)?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let after = validated(&before.fields, changes)?;
    if after == before.fields {
        return Ok(());
    }
    if after.is_shared && !before.fields.is_shared {
        may_configure(actor)?;
    }
    if before.fields.is_shared && !after.is_shared {
        may_hide(reader, &before)?;
        let views = store::segments::views(&mut transaction, id.0).await?;
        if let Some(who) = holders(views.iter().filter(|view| view.is_shared || view.owner_id != before.owner_id)) {
            return Err(Error::Conflict(format!(
                "saved views of {who} stand on this segment; it stays shared while they do"
            )));
        }
        if let Some(rules) = rules_in_words(&mut transaction, id.0).await? {
            return Err(Error::Conflict(format!("{rules} need this segment; it stays shared while they do")));
        }
    }
    store::segments::update(&mut transaction, id.0, &after).await.map_err(taken)?;
    if after.filter != before.fields.filter && rules_in_words(&mut transaction, id.0).await?.is_some() {
        store::jobs::enqueue(&mut transaction, &store::jobs::SweepAlerts {}).await?;
    }
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_segment".to_owned(),
        entity: "saved_segment",
        ids: vec![id.0],
        changes: Some(difference(&before.fields, &after)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}

fn validated(before: &SegmentFields, changes: SegmentChanges) -> Result<SegmentFields> {
    let mut wrong = vec![];
    let fields = SegmentFields {
        name: match changes.name {
            Some(name) => text::line(name, "/name", LONGEST_NAME, &mut wrong),
            None => before.name.clone(),
        },
        description: match changes.description {
            Some(description) => text::optional(description, "/description", LONGEST_DESCRIPTION, &mut wrong),
            None => before.description.clone(),
        },
        filter: changes.filter.map_or_else(|| before.filter.clone(), |filter| filter.to_json()),
        is_shared: changes.is_shared.unwrap_or(before.is_shared),
    };
    if wrong.is_empty() { Ok(fields) } else { Err(Error::Invalid(wrong)) }
}

fn taken(error: store::Error) -> Error {
    match error.constraint() {
        Some("saved_segment_own_name_key" | "saved_segment_shared_name_key") => {
            Error::invalid("/name", "taken", "there is a segment of this name already")
        }
        _ => error.into(),
    }
}

fn difference(before: &SegmentFields, after: &SegmentFields) -> serde_json::Value {
    let mut changed = serde_json::Map::new();
    let mut compare = |field: &str, was: serde_json::Value, is: serde_json::Value| {
        if was != is {
            changed.insert(field.to_owned(), json!({ "from": was, "to": is }));
        }
    };
    compare("name", json!(before.name), json!(after.name));
    compare("description", json!(before.description), json!(after.description));
    compare("filter", before.filter.clone(), after.filter.clone());
    compare("is_shared", json!(before.is_shared), json!(after.is_shared));
    serde_json::Value::Object(changed)
}
