use domain::NoteId;

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
    notifications::forget_mentions,
};

/// Removes a note of the actor's own.
pub async fn remove(context: &Context, actor: &Actor, id: NoteId) -> Result<()> {
    let reader = actor.staff_id.ok_or(Error::NotFound("note"))?;
    let mut transaction = context.pool.begin().await?;
    let note =
        store::notes::editable(&mut transaction, &actor.scope, reader, id.0).await?.ok_or(Error::NotFound("note"))?;
    if note.created_by_id != reader.0 {
        return Err(Error::Forbidden("only who wrote a note may remove it".to_owned()));
    }
    let told = store::notifications::mentions_of(&mut transaction, note.client_id, note.id).await?;
    forget_mentions(&mut transaction, note.client_id, note.id, &told.into_iter().collect()).await?;
    store::notes::delete(&mut transaction, note.client_id, note.id).await?;
    let entry = AuditEntry {
        action: Action::Delete,
        operation: "delete_note".to_owned(),
        entity: "client_note",
        ids: vec![note.id, note.client_id],
        changes: None,
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
