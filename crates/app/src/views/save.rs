use domain::{SegmentId, StaffId, ViewId, client::PortfolioColumn};
use serde_json::{Value, json};
use store::{PgConnection, views::ViewFields};

use super::{may_change, may_hide, may_share};
use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
    text,
};

const LONGEST_NAME: usize = 80;
const LONGEST_QUERY: usize = 2_000;

/// What to change; none leaves a field as it is. `query` and `sort` were read as those of the list before they come here.
#[derive(Debug, Clone, Default)]
pub struct ViewChanges {
    /// Name.
    pub name: Option<String>,
    /// Filters.
    pub query: Option<String>,
    /// Saved segment.
    pub segment_id: Option<Option<SegmentId>>,
    /// Sort.
    pub sort: Option<Option<String>>,
    /// Columns.
    pub columns: Option<Vec<PortfolioColumn>>,
    /// Whether everyone sees it.
    pub is_shared: Option<bool>,
}

/// Saves a view of the actor's.
pub async fn create(context: &Context, actor: &Actor, changes: ViewChanges) -> Result<ViewId> {
    let owner = actor.staff_id.ok_or_else(|| Error::Internal("nobody saves a view".to_owned()))?;
    let usual = ViewFields {
        name: String::new(),
        query: String::new(),
        segment_id: None,
        sort: None,
        columns: Vec::new(),
        is_shared: false,
    };
    let name = Some(changes.name.clone().unwrap_or_default());
    let fields = validated(&usual, ViewChanges { name, ..changes })?;
    if fields.is_shared {
        may_share(actor)?;
    }
    let now = context.now();
    let id = context.ids.at(now);
    let mut transaction = context.pool.begin().await?;
    check_segment(&mut transaction, owner, &fields).await?;
    store::views::insert(&mut transaction, id, owner, &fields, now).await.map_err(taken)?;
    let entry = AuditEntry {
        action: Action::Create,
        operation: "create_view".to_owned(),
        entity: "saved_view",
        ids: vec![id],
        changes: Some(told(&fields)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(ViewId(id))
}

/// Changes a view, if `version` is still the present one.
pub async fn update(context: &Context, actor: &Actor, id: ViewId, version: i32, changes: ViewChanges) -> Result<()> {
    let reader = actor.staff_id.ok_or(Error::NotFound("view"))?;
    let mut transaction = context.pool.begin().await?;
    let before = store::views::editable(&mut transaction, reader, id.0).await?.ok_or(Error::NotFound("view"))?;
    may_change(actor, reader, &before)?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let after = validated(&before.fields, changes)?;
    if after == before.fields {
        return Ok(());
    }
    if after.is_shared && !before.fields.is_shared {
        may_share(actor)?;
    }
    if before.fields.is_shared && !after.is_shared {
        may_hide(reader, &before)?;
    }
    check_segment(&mut transaction, StaffId(before.owner_id), &after).await?;
    store::views::update(&mut transaction, id.0, &after).await.map_err(taken)?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_view".to_owned(),
        entity: "saved_view",
        ids: vec![id.0],
        changes: Some(json!({ "from": told(&before.fields), "to": told(&after) })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whoever sees a view must be able to use its segment.
async fn check_segment(connection: &mut PgConnection, owner: StaffId, fields: &ViewFields) -> Result<()> {
    let Some(id) = fields.segment_id else { return Ok(()) };
    // Held, so that it cannot become private meanwhile.
    let segment = store::segments::editable(connection, owner, id)
        .await?
        .ok_or_else(|| Error::invalid("/segment_id", "unknown-segment", "there is no such segment"))?;
    if fields.is_shared && !segment.fields.is_shared {
        let message = "a view for everyone needs a segment for everyone; share the segment first";
        return Err(Error::invalid("/segment_id", "not-shared", message));
    }
    Ok(())
}

fn validated(before: &ViewFields, changes: ViewChanges) -> Result<ViewFields> {
    let mut wrong = vec![];
    let mut fields = before.clone();
    if let Some(name) = changes.name {
        fields.name = text::line(name, "/name", LONGEST_NAME, &mut wrong);
    }
    if let Some(query) = changes.query {
        if query.chars().count() > LONGEST_QUERY {
            let message = format!("at most {LONGEST_QUERY} characters");
            wrong.push(InvalidField { pointer: "/query".to_owned(), code: "too-long", message });
        }
        fields.query = query;
    }
    if let Some(segment) = changes.segment_id {
        fields.segment_id = segment.map(|id| id.0);
    }
    if let Some(sort) = changes.sort {
        fields.sort = sort;
    }
    if let Some(columns) = changes.columns {
        let mut once: Vec<String> = Vec::new();
        for column in columns {
            if !once.iter().any(|known| known == column.as_str()) {
                once.push(column.as_str().to_owned());
            }
        }
        fields.columns = once;
    }
    fields.is_shared = changes.is_shared.unwrap_or(before.is_shared);
    if wrong.is_empty() { Ok(fields) } else { Err(Error::Invalid(wrong)) }
}

fn taken(error: store::Error) -> Error {
    match error.constraint() {
        Some("saved_view_own_name_key" | "saved_view_shared_name_key") => {
            Error::invalid("/name", "taken", "there is a view of this name already")
        }
        _ => error.into(),
    }
}

/// A view as the audit log shows it.
fn told(fields: &ViewFields) -> Value {
    json!({
        "name": fields.name, "query": fields.query, "segment_id": fields.segment_id, "sort": fields.sort,
        "columns": fields.columns, "is_shared": fields.is_shared,
    })
}
