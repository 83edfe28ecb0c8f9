use chrono::{DateTime, Duration, Utc};
use domain::{HealthOverrideId, health::HealthStatus};
use serde_json::{Value, json};
use store::{PgConnection, clients::ClientRef, health::OpenOverride};
use uuid::Uuid;

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
    text,
};

const LONGEST_REASON: usize = 1_000;
/// The longest an override holds: what is known today should be looked at again.
const LONGEST_TIME: Duration = Duration::days(365);

/// What someone says of a client's health.
#[derive(Debug, Clone)]
pub struct NewOverride {
    /// The band it is in, as they see it.
    pub health_status: HealthStatus,
    /// Why.
    pub reason: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The override in force that this one takes the place of; none where none is.
    pub replaces: Option<HealthOverrideId>,
}

/// Says what the health of a client within the actor's scope is. What is computed goes on being computed.
pub async fn override_health(context: &Context, actor: &Actor, client: &ClientRef, new: NewOverride) -> Result<Uuid> {
    let author = actor.staff_id.ok_or_else(|| Error::Internal("nobody overrides health".to_owned()))?;
    let now = context.now();
    let mut wrong = vec![];
    let reason = text::required(new.reason, "/reason", LONGEST_REASON, &mut wrong);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    if new.expires_at <= now || new.expires_at - now > LONGEST_TIME {
        return Err(Error::invalid("/expires_at", "out-of-range", "must lie in the future, within a year"));
    }
    let mut transaction = context.pool.begin().await?;
    let client =
        store::clients::resolve(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let open = store::health::open_override(&mut transaction, &actor.scope, client).await?;
    let before = end_open(&mut transaction, open, new.replaces, now, author.0).await?;
    let id = context.ids.at(now);
    let status = new.health_status.as_str();
    let row = store::health::NewOverride {
        client_id: client,
        id,
        health_status: status,
        reason: &reason,
        expires_at: new.expires_at,
        created_by_id: author.0,
    };
    match store::health::insert_override(&mut transaction, &row, now).await {
        Err(error) if error.constraint() == Some("client_health_override_open_key") => return Err(taken()),
        other => other?,
    }
    let after = json!({ "health_status": status, "reason": reason, "expires_at": new.expires_at });
    let changes = json!({ "override": { "from": before, "to": after } });
    record(&mut transaction, context, actor, Action::Create, "create_health_override", vec![id, client], changes)
        .await?;
    transaction.commit().await?;
    Ok(client)
}

/// Ends the override of a client within the actor's scope before its time.
pub async fn end_override(context: &Context, actor: &Actor, client: &ClientRef) -> Result<()> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let client =
        store::clients::resolve(&mut transaction, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let open = store::health::open_override(&mut transaction, &actor.scope, client).await?;
    let open = open.filter(|open| open.expires_at > now).ok_or(Error::NotFound("override"))?;
    store::health::end_override(&mut transaction, client, open.id, now, actor.staff_id.map(|id| id.0)).await?;
    let changes = json!({ "override": { "from": shown(&open), "to": null } });
    let ids = vec![open.id, client];
    record(&mut transaction, context, actor, Action::Delete, "delete_health_override", ids, changes).await?;
    transaction.commit().await?;
    Ok(())
}

/// Makes room for another one: ends what is past its time, and what the new one says it takes the place of. Nobody's
/// word is replaced by someone who has not read it.
async fn end_open(
    connection: &mut PgConnection,
    open: Option<OpenOverride>,
    replaces: Option<HealthOverrideId>,
    now: DateTime<Utc>,
    by: Uuid,
) -> Result<Value> {
    let Some(open) = open else {
        return if replaces.is_none() { Ok(Value::Null) } else { Err(gone()) };
    };
    if open.expires_at <= now {
        store::health::end_override(connection, open.client_id, open.id, open.expires_at, None).await?;
        return if replaces.is_none() { Ok(Value::Null) } else { Err(gone()) };
    }
    if replaces.map(|id| id.0) != Some(open.id) {
        return Err(taken());
    }
    store::health::end_override(connection, open.client_id, open.id, now, Some(by)).await?;
    Ok(shown(&open))
}

fn taken() -> Error {
    Error::Conflict(
        "the client's health is overridden already; read it, and name it in replaces or end it first".to_owned(),
    )
}

fn gone() -> Error {
    Error::Conflict("the override that this one replaces is not in force any more; read the client again".to_owned())
}

fn shown(open: &OpenOverride) -> Value {
    json!({ "health_status": open.health_status, "reason": open.reason, "expires_at": open.expires_at })
}

async fn record(
    connection: &mut PgConnection,
    context: &Context,
    actor: &Actor,
    action: Action,
    operation: &str,
    ids: Vec<Uuid>,
    changes: Value,
) -> Result<()> {
    let entity = "client_health_override";
    let entry = AuditEntry { action, operation: operation.to_owned(), entity, ids, changes: Some(changes) };
    audit::record(connection, context, actor, entry).await
}
