use chrono::{DateTime, Duration, Utc};
use domain::{
    AlertId, TeamScope,
    alert::{AlertStatus, AlertType},
};
use serde_json::json;
use store::{
    PgConnection,
    alerts::{ActionRow, AlertChange},
    live::Topic,
    parse_column,
};

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
    text,
};

/// The furthest an alert can be put off.
const LONGEST_SNOOZE: Duration = Duration::days(90);
const LONGEST_NOTES: usize = 2_000;

/// What someone does with an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// I am on it.
    Acknowledge,
    /// Not before this instant.
    Snooze(DateTime<Utc>),
    /// Not again for this occasion.
    Dismiss,
    /// Done, and what was done.
    Resolve(Option<String>),
}

impl Answer {
    fn operation(&self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge_alert",
            Self::Snooze(_) => "snooze_alert",
            Self::Dismiss => "dismiss_alert",
            Self::Resolve(_) => "resolve_alert",
        }
    }
}

/// What an alert that is answered is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A client within the actor's scope.
    Client,
    /// The team or its sources, as far as the actor sees them.
    Team,
}

impl About {
    /// The alert, held until the transaction ends.
    async fn held(self, connection: &mut PgConnection, actor: &Actor, id: AlertId) -> Result<ActionRow> {
        let row = match self {
            Self::Client => store::alerts::for_action(connection, &actor.scope, id.0).await?,
            Self::Team => {
                let scope = actor.role.map_or(TeamScope::ALL, TeamScope::of);
                store::team_alerts::for_action(connection, scope, id.0).await?
            }
        };
        row.ok_or(Error::NotFound("alert"))
    }
}

/// Answers an open alert within the actor's scope. Doing again what was done changes nothing.
pub async fn answer(context: &Context, actor: &Actor, about: About, id: AlertId, answer: Answer) -> Result<()> {
    let now = context.now();
    let operation = answer.operation();
    let answer = validated(answer, now)?;
    let mut transaction = context.pool.begin().await?;
    let row = about.held(&mut transaction, actor, id).await?;
    let status: AlertStatus = parse_column("client_alert", "status", &row.status)?;
    if !status.is_open() {
        let word = status.as_str().to_lowercase();
        return Err(Error::Conflict(format!("the alert is {word} already; only an open one can be answered")));
    }
    if status == AlertStatus::Acknowledged && answer == Answer::Acknowledge {
        return Ok(());
    }
    let alert_type: AlertType = parse_column("client_alert", "alert_type", &row.alert_type)?;
    let change = changed(&row, alert_type, actor, answer, now);
    finish(context, actor, transaction, &row, operation, change).await
}

/// Acknowledges an alert on the caller's transaction, who holds its client: someone did something about it. One that is
/// over, or that someone was on before, stays as it is.
pub(crate) async fn acknowledge_within(
    context: &Context,
    actor: &Actor,
    connection: &mut PgConnection,
    row: &ActionRow,
) -> Result<()> {
    let status: AlertStatus = parse_column("client_alert", "status", &row.status)?;
    if !status.is_open() || status == AlertStatus::Acknowledged {
        return Ok(());
    }
    let alert_type: AlertType = parse_column("client_alert", "alert_type", &row.alert_type)?;
    let answer = Answer::Acknowledge;
    let operation = answer.operation();
    let change = changed(row, alert_type, actor, answer, context.now());
    write(context, actor, connection, row, operation, change).await
}

/// Takes back what a person did with an alert: it asks again, acknowledged if it was so before it was put off or
/// closed.
pub async fn reopen(context: &Context, actor: &Actor, about: About, id: AlertId) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let row = about.held(&mut transaction, actor, id).await?;
    let status: AlertStatus = parse_column("client_alert", "status", &row.status)?;
    let alert_type: AlertType = parse_column("client_alert", "alert_type", &row.alert_type)?;
    let was_acknowledged = row.acknowledged_at.is_some()
        && status != AlertStatus::Acknowledged
        && !(status == AlertStatus::Resolved && alert_type.ends_when_acknowledged());
    // The engine goes by the youngest row of an occasion; an older one would stay open for good.
    if !row.is_youngest {
        return Err(Error::Conflict("the same was raised again since; answer the newer alert".to_owned()));
    }
    match status {
        AlertStatus::New => return Ok(()),
        AlertStatus::Resolved if row.resolved_by_id.is_none() => {
            return Err(Error::Conflict(
                "the alert ended by itself; it comes back when its rule holds again".to_owned(),
            ));
        }
        _ => {}
    }
    let acknowledged = row.acknowledged_at.filter(|_| was_acknowledged).map(|at| (at, row.acknowledged_by_id));
    let status = if was_acknowledged { AlertStatus::Acknowledged } else { AlertStatus::New };
    let change = AlertChange { status: status.as_str(), acknowledged, ..AlertChange::default() };
    finish(context, actor, transaction, &row, "reopen_alert", change).await
}

fn validated(answer: Answer, now: DateTime<Utc>) -> Result<Answer> {
    match answer {
        Answer::Snooze(until) if until <= now => {
            Err(Error::invalid("/snoozed_until", "in-the-past", "must lie in the future"))
        }
        Answer::Snooze(until) if until - now > LONGEST_SNOOZE => {
            let message = format!("at most {} days from now", LONGEST_SNOOZE.num_days());
            Err(Error::invalid("/snoozed_until", "too-far", message))
        }
        Answer::Resolve(notes) => {
            let mut wrong = Vec::new();
            let notes = text::optional(notes, "/resolution_notes", LONGEST_NOTES, &mut wrong);
            if wrong.is_empty() { Ok(Answer::Resolve(notes)) } else { Err(Error::Invalid(wrong)) }
        }
        other => Ok(other),
    }
}

fn changed(row: &ActionRow, alert_type: AlertType, actor: &Actor, answer: Answer, now: DateTime<Utc>) -> AlertChange {
    let by_me = (now, actor.staff_id.map(|id| id.0));
    let before = row.acknowledged_at.map(|at| (at, row.acknowledged_by_id));
    let keep = AlertChange { acknowledged: before, ..AlertChange::default() };
    let status = |status: AlertStatus| status.as_str();
    match answer {
        Answer::Acknowledge if alert_type.ends_when_acknowledged() => AlertChange {
            status: status(AlertStatus::Resolved),
            acknowledged: Some(by_me),
            resolved: Some(by_me),
            resolution_notes: Some("acknowledged".to_owned()),
            ..keep
        },
        Answer::Acknowledge => {
            AlertChange { status: status(AlertStatus::Acknowledged), acknowledged: Some(by_me), ..keep }
        }
        Answer::Snooze(until) => {
            AlertChange { status: status(AlertStatus::Snoozed), snoozed_until: Some(until), ..keep }
        }
        Answer::Dismiss => AlertChange { status: status(AlertStatus::Dismissed), dismissed: Some(by_me), ..keep },
        Answer::Resolve(resolution_notes) => {
            AlertChange { status: status(AlertStatus::Resolved), resolved: Some(by_me), resolution_notes, ..keep }
        }
    }
}

async fn finish(
    context: &Context,
    actor: &Actor,
    mut transaction: sqlx::Transaction<'_, sqlx::Postgres>,
    row: &ActionRow,
    operation: &str,
    change: AlertChange,
) -> Result<()> {
    write(context, actor, &mut transaction, row, operation, change).await?;
    transaction.commit().await?;
    Ok(())
}

async fn write(
    context: &Context,
    actor: &Actor,
    connection: &mut PgConnection,
    row: &ActionRow,
    operation: &str,
    change: AlertChange,
) -> Result<()> {
    let entity = match row.client_id {
        Some(client) => {
            store::alerts::change(connection, client, row.id, &change).await?;
            "client_alert"
        }
        None => {
            store::team_alerts::change(connection, row.id, &change).await?;
            "team_alert"
        }
    };
    let staff = [row.csm_user_id, row.ae_user_id].into_iter().flatten();
    store::live::notify(connection, Topic::Alerts, staff).await?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: operation.to_owned(),
        entity,
        ids: vec![row.id],
        changes: Some(json!({
            "status": { "from": row.status, "to": change.status },
            "snoozed_until": change.snoozed_until,
            "resolution_notes": change.resolution_notes,
        })),
    };
    audit::record(connection, context, actor, entry).await
}
