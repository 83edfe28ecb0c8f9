use domain::{NoteId, work::NoteType};
use serde_json::{Value, json};
use store::{clients::ClientRef, notes::NoteFields};

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
    notifications::tell_mentioned,
    text,
};

const LONGEST_TITLE: usize = 200;
const LONGEST_CONTENT: usize = 20_000;

/// What to change; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct NoteChanges {
    /// Title.
    pub title: Option<Option<String>>,
    /// Text.
    pub content: Option<String>,
    /// What it is about.
    pub note_type: Option<NoteType>,
    /// Whether only the author sees it.
    pub is_private: Option<bool>,
}

/// Writes a note about a client within the actor's scope.
pub async fn create(context: &Context, actor: &Actor, client: &ClientRef, changes: NoteChanges) -> Result<NoteId> {
    let author = actor.staff_id.ok_or_else(|| Error::Internal("nobody writes a note".to_owned()))?;
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let client =
        store::clients::resolve(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let nothing = NoteFields {
        title: None,
        content: String::new(),
        note_type: NoteType::General.as_str().to_owned(),
        is_private: false,
    };
    let content = Some(changes.content.clone().unwrap_or_default());
    let fields = validated(&nothing, NoteChanges { content, ..changes })?;
    let id = context.ids.at(now);
    store::notes::insert(&mut transaction, client, id, author, &fields, now).await?;
    tell_mentioned(context, &mut transaction, author, (client, id), &fields, now).await?;
    let entry = AuditEntry {
        action: Action::Create,
        operation: "create_client_note".to_owned(),
        entity: "client_note",
        ids: vec![id, client],
        changes: Some(what_changed(&nothing, &fields)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(NoteId(id))
}

/// Changes a note of the actor's own, if `version` is still the present one.
pub async fn update(context: &Context, actor: &Actor, id: NoteId, version: i32, changes: NoteChanges) -> Result<()> {
    let reader = actor.staff_id.ok_or(Error::NotFound("note"))?;
    let mut transaction = context.pool.begin().await?;
    let before =
        store::notes::editable(&mut transaction, &actor.scope, reader, id.0).await?.ok_or(Error::NotFound("note"))?;
    if before.created_by_id != reader.0 {
        return Err(Error::Forbidden("only who wrote a note may change it".to_owned()));
    }
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let after = validated(&before.fields, changes)?;
    if after == before.fields {
        return Ok(());
    }
    store::notes::update(&mut transaction, before.client_id, before.id, &after).await?;
    let note = (before.client_id, before.id);
    tell_mentioned(context, &mut transaction, reader, note, &after, context.now()).await?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_note".to_owned(),
        entity: "client_note",
        ids: vec![before.id, before.client_id],
        changes: Some(what_changed(&before.fields, &after)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}

fn validated(before: &NoteFields, changes: NoteChanges) -> Result<NoteFields> {
    let mut wrong = vec![];
    let fields = NoteFields {
        title: match changes.title {
            Some(title) => text::optional_line(title, "/title", LONGEST_TITLE, &mut wrong),
            None => before.title.clone(),
        },
        content: match changes.content {
            Some(content) => text::required(content, "/content", LONGEST_CONTENT, &mut wrong),
            None => before.content.clone(),
        },
        note_type: changes.note_type.map_or_else(|| before.note_type.clone(), |kind| kind.as_str().to_owned()),
        is_private: changes.is_private.unwrap_or(before.is_private),
    };
    if wrong.is_empty() { Ok(fields) } else { Err(Error::Invalid(wrong)) }
}

/// Which parts changed, without their words.
fn what_changed(before: &NoteFields, after: &NoteFields) -> Value {
    let parts: Vec<&str> = [
        ("title", before.title != after.title),
        ("content", before.content != after.content),
        ("note_type", before.note_type != after.note_type),
        ("is_private", before.is_private != after.is_private),
    ]
    .into_iter()
    .filter(|(_, has_changed)| *has_changed)
    .map(|(part, _)| part)
    .collect();
    json!({ "changed": parts })
}
