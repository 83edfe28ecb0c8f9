use chrono::{DateTime, Utc};
use domain::{ActivityId, AlertId, staff::Permission};
use serde_json::{Value, json};
use store::{PgConnection, activities::ActivityFields, alerts::ActionRow, clients::ClientRef};
use uuid::Uuid;

use super::{
    difference::difference,
    validate::{ActivityChanges, blank, check_time, validated},
};
use crate::{
    Actor, Context, Error, InvalidField, Result,
    alerts::acknowledge_within,
    analytics::metric_settings,
    audit::{self, Action, AuditEntry},
    health::request_recomputation,
    maintenance::make_months,
};

/// Logs an activity with a client within the actor's scope. An alert it answers counts as acknowledged; the score follows
/// within seconds.
pub async fn log(
    context: &Context,
    actor: &Actor,
    client: &ClientRef,
    changes: ActivityChanges,
    source_alert: Option<AlertId>,
) -> Result<ActivityId> {
    let staff = actor.staff_id.ok_or_else(|| Error::Internal("nobody logs an activity".to_owned()))?;
    let now = context.now();
    make_month(context, changes.occurred_at.unwrap_or(now), now).await?;
    let mut transaction = context.pool.begin().await?;
    let client =
        store::clients::resolve(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let settings = metric_settings(&mut transaction).await?;
    let nothing = blank(now);
    let subject = Some(changes.subject.clone().unwrap_or_default());
    let fields = validated(&nothing, ActivityChanges { subject, ..changes }, now, settings.tz())?;
    check_contacts(&mut transaction, client, &nothing, &fields).await?;
    let answered = match source_alert {
        Some(AlertId(alert)) => Some(answer(&mut transaction, actor, client, alert).await?),
        None => None,
    };
    let id = context.ids.at(now);
    let alert = answered.as_ref().map(|alert| alert.id);
    store::activities::insert(&mut transaction, (client, id), staff, &fields, alert, now).await?;
    if let Some(alert) = &answered {
        acknowledge_within(context, actor, &mut transaction, alert).await?;
    }
    request_recomputation(&mut transaction, client, "activity logged", now).await?;
    let mut changed = difference(&nothing, &fields);
    if let Some(alert) = alert {
        changed.insert("source_alert_id".to_owned(), json!({ "from": null, "to": alert }));
    }
    let entry = AuditEntry {
        action: Action::Create,
        operation: "create_client_activity".to_owned(),
        entity: "client_activity",
        ids: [id, client].into_iter().chain(alert).collect(),
        changes: Some(Value::Object(changed)),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(ActivityId(id))
}

/// An alert of another client is as good as none. To answer one is to act on it, which not everyone may.
async fn answer(connection: &mut PgConnection, actor: &Actor, client: Uuid, alert: Uuid) -> Result<ActionRow> {
    if !actor.may(Permission::ActOnAlerts) {
        return Err(Error::Forbidden("your role may not act on alerts; log the activity without it".to_owned()));
    }
    store::alerts::for_action(connection, &actor.scope, alert)
        .await?
        .filter(|row| row.client_id == Some(client))
        .ok_or_else(|| Error::invalid("/source_alert_id", "unknown-alert", "this client has no such alert"))
}

/// Makes the month an activity falls into, only if one may be dated so.
pub(super) async fn make_month(context: &Context, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    let mut wrong = vec![];
    check_time(at, now, &mut wrong);
    if !wrong.is_empty() {
        // Refused with all else that is wrong.
        return Ok(());
    }
    let day = at.date_naive();
    make_months(context, "client_activity", day, day).await
}

/// Whoever takes part must be a contact of this client; those who were there before may have been removed since.
pub(super) async fn check_contacts(
    connection: &mut PgConnection,
    client: Uuid,
    before: &ActivityFields,
    after: &ActivityFields,
) -> Result<()> {
    let added: Vec<Uuid> =
        after.client_contacts.iter().filter(|id| !before.client_contacts.contains(id)).copied().collect();
    if added.is_empty() {
        return Ok(());
    }
    let unknown = store::activities::unknown_contacts(connection, client, &added).await?;
    let wrong: Vec<InvalidField> = after
        .client_contacts
        .iter()
        .enumerate()
        .filter(|(_, id)| unknown.contains(id))
        .map(|(i, _)| InvalidField {
            pointer: format!("/client_contacts/{i}"),
            code: "unknown-contact",
            message: "this client has no such contact".to_owned(),
        })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}
