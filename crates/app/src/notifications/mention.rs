use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    ClientId, Scope, StaffId,
    notification::{Channel, DeliveryKind, MentionOutcome, NotificationKind},
};
use store::{
    PgConnection,
    clients::ClientRef,
    live::Topic,
    notes::NoteFields,
    notifications::{NewDelivery, NewNotification},
};
use uuid::Uuid;

use super::{named::named, personal::Recipient, raise::send};
use crate::{Context, Result};

/// Tells those whom a note names and who were not told of it before, and notes what became of everyone it names. A
/// private note tells nobody, and takes back what it told while it was not.
pub(crate) async fn tell_mentioned(
    context: &Context,
    connection: &mut PgConnection,
    author: StaffId,
    (client, note): (Uuid, Uuid),
    fields: &NoteFields,
    now: DateTime<Utc>,
) -> Result<()> {
    let roster = store::notifications::roster(connection).await?;
    let text = format!("{}\n{}", fields.title.as_deref().unwrap_or_default(), fields.content);
    let mut people = named(&text, &roster);
    people.remove(&author);
    let before: BTreeSet<Uuid> =
        store::notifications::mentions_of(connection, client, note).await?.into_iter().collect();
    if people.is_empty() && before.is_empty() {
        return store::notifications::put_mentions(connection, client, note, &[]).await.map_err(Into::into);
    }
    let mut outcomes = vec![];
    let mut told = vec![];
    for person in roster.iter().filter(|person| people.contains(&person.id)) {
        let outcome = if fields.is_private {
            MentionOutcome::Private
        } else {
            let scope = Scope::of(person.role, person.id);
            let theirs = store::clients::resolve(connection, &scope, &ClientRef::Id(ClientId(client).0)).await?;
            if theirs.is_some() { MentionOutcome::Notified } else { MentionOutcome::NoAccess }
        };
        if outcome == MentionOutcome::Notified && !before.contains(&person.id.0) {
            told.push(person.id.0);
        }
        outcomes.push((person.id, outcome.as_str()));
    }
    if fields.is_private {
        forget_mentions(connection, client, note, &before).await?;
    }
    store::notifications::put_mentions(connection, client, note, &outcomes).await?;
    if told.is_empty() {
        return Ok(());
    }
    let (mut notifications, mut deliveries) = (vec![], vec![]);
    for row in store::notifications::recipients(connection, &told, &[]).await? {
        let recipient = Recipient::of(row)?;
        let id = context.ids.at(now);
        notifications.push(NewNotification {
            recipient_id: recipient.row.id,
            id,
            kind: NotificationKind::Mention.as_str(),
            client_id: Some(client),
            alert_ids: vec![],
            note_id: Some(note),
            actor_id: Some(author.0),
            in_app: true,
        });
        if recipient.row.mentions_by_email && context.outbound.has(Channel::Email) {
            deliveries.push(NewDelivery {
                id: context.ids.at(now),
                channel: Channel::Email.as_str(),
                kind: DeliveryKind::Mention.as_str(),
                recipient_id: Some(recipient.row.id),
                notification_ids: vec![id],
                alert_ids: vec![],
                period_from: None,
                period_until: None,
                key: format!("EMAIL|{id}"),
                next_attempt_at: recipient.may_be_told_from(now),
            });
        }
    }
    store::notifications::insert(connection, &notifications, now).await?;
    send(connection, &deliveries, now).await?;
    store::live::notify(connection, Topic::Notifications, told).await?;
    Ok(())
}

/// Takes back what people were told of a note. A mail that is on its way finds nothing left to say.
pub(crate) async fn forget_mentions(
    connection: &mut PgConnection,
    client: Uuid,
    note: Uuid,
    told: &BTreeSet<Uuid>,
) -> Result<()> {
    if store::notifications::forget_note(connection, client, note).await? > 0 {
        store::live::notify(connection, Topic::Notifications, told.iter().copied()).await?;
    }
    Ok(())
}
