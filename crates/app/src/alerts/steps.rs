use std::collections::HashSet;

use analytics::alerts::{Assessment, Condition, Evaluation, Raised, Row, Transition, cooldown, transition};
use chrono::{DateTime, Duration, Utc};
use domain::alert::{AlertSeverity, AlertStatus, AlertType};
use store::{
    alerts::{EngineRow, EngineUpdate, NewAlert},
    parse_column,
};
use uuid::Uuid;

use crate::{Result, notifications::Telling};

/// A row whose words did not change is written again this often only, so that looking every five minutes does not
/// rewrite every open alert.
const SEEN_AGAIN_EVERY: Duration = Duration::hours(1);

/// What is to be written.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// New rows.
    pub inserts: Vec<NewAlert>,
    /// Changes of rows.
    pub updates: Vec<EngineUpdate>,
    /// What people are told of.
    pub tellings: Vec<Telling>,
    visible: HashSet<Uuid>,
}

impl Steps {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.inserts.is_empty() && self.updates.is_empty()
    }

    /// Whether people see a difference: the status or severity is another one.
    pub fn is_visible(&self, update: &EngineUpdate) -> bool {
        self.visible.contains(&update.id)
    }
}

/// What becomes of the occasions of one client, or of those about the team: of those the rules speak of, and of rows they no longer mention.
pub(super) fn steps(
    all: &mut Steps,
    client: Option<Uuid>,
    assessment: &Assessment,
    rows: &[EngineRow],
    now: DateTime<Utc>,
    may_raise: &dyn Fn(AlertType) -> bool,
    new_id: &dyn Fn() -> Uuid,
) -> Result<()> {
    for row in rows {
        let alert_type: AlertType = parse_column("client_alert", "alert_type", &row.alert_type)?;
        let condition = assessment.condition(alert_type, &row.dedupe_key);
        let standing = standing(row)?;
        let step = transition(Some(&standing), condition.seen(), now, cooldown(alert_type), may_raise(alert_type));
        match (step, condition) {
            (Transition::Insert, Condition::Holds(raised)) => {
                all.inserts.push(insert(client, alert_type, &row.dedupe_key, raised, new_id()));
            }
            _ => change(all, (alert_type, row), &standing, step, condition, now),
        }
    }
    let known: HashSet<&str> = rows.iter().map(|row| row.dedupe_key.as_str()).collect();
    for Evaluation { alert_type, key, condition } in &assessment.evaluations {
        if let Condition::Holds(raised) = condition
            && !known.contains(key.as_str())
            && transition(None, condition.seen(), now, cooldown(*alert_type), may_raise(*alert_type))
                == Transition::Insert
        {
            all.inserts.push(insert(client, *alert_type, key, raised, new_id()));
        }
    }
    Ok(())
}

fn standing(row: &EngineRow) -> Result<Row> {
    Ok(Row {
        status: parse_column("client_alert", "status", &row.status)?,
        severity: parse_column("client_alert", "severity", &row.severity)?,
        snoozed_until: row.snoozed_until,
        closed_at: row.closed_at,
        is_rearmed: row.is_rearmed,
    })
}

fn insert(client_id: Option<Uuid>, alert_type: AlertType, key: &str, raised: &Raised, id: Uuid) -> NewAlert {
    NewAlert {
        client_id,
        id,
        alert_type: alert_type.as_str(),
        dedupe_key: key.to_owned(),
        severity: raised.severity.as_str(),
        is_executive: raised.is_executive,
        title: raised.title.clone(),
        description: raised.description.clone(),
        trigger_metric: raised.metric,
        trigger_value: raised.value.clone(),
        trigger_threshold: raised.threshold.clone(),
        related_entity_type: raised.entity.as_ref().map(|entity| entity.kind),
        related_entity_id: raised.entity.as_ref().map(|entity| entity.id.clone()),
    }
}

fn change(
    all: &mut Steps,
    (alert_type, row): (AlertType, &EngineRow),
    standing: &Row,
    step: Transition,
    condition: &Condition,
    now: DateTime<Utc>,
) {
    let raised = match condition {
        Condition::Holds(raised) => Some(raised),
        _ => None,
    };
    let graver = raised.map_or(standing.severity, |raised| standing.severity.max(raised.severity));
    let (status, severity) = match step {
        Transition::Update { notifies: false } => (standing.status, graver),
        Transition::Update { notifies: true } | Transition::Wake => (AlertStatus::New, graver),
        Transition::Reopen => (AlertStatus::New, raised.map_or(standing.severity, |raised| raised.severity)),
        Transition::Resolve => (AlertStatus::Resolved, standing.severity),
        Transition::Rearm => (standing.status, standing.severity),
        Transition::Nothing | Transition::Hold | Transition::Suppress | Transition::Insert => return,
    };
    let is_visible = status != standing.status || severity != standing.severity;
    if !is_visible && matches!(step, Transition::Update { .. }) && !is_worth_writing(row, raised.map(|r| &**r), now) {
        return;
    }
    if is_visible {
        all.visible.insert(row.id);
    }
    all.updates.push(update((alert_type, row), status, severity, step, raised.map(|raised| &**raised)));
}

fn is_worth_writing(row: &EngineRow, raised: Option<&Raised>, now: DateTime<Utc>) -> bool {
    let says_the_same = raised.is_some_and(|raised| {
        row.title == raised.title
            && row.description == raised.description
            && row.trigger_metric.as_deref() == Some(raised.metric)
            && row.trigger_value.as_ref() == Some(&raised.value)
            && row.trigger_threshold == raised.threshold
            && row.is_executive == raised.is_executive
    });
    !says_the_same || now - row.last_seen_at >= SEEN_AGAIN_EVERY
}

fn update(
    (alert_type, row): (AlertType, &EngineRow),
    status: AlertStatus,
    severity: AlertSeverity,
    step: Transition,
    raised: Option<&Raised>,
) -> EngineUpdate {
    let entity = raised.and_then(|raised| raised.entity.as_ref());
    EngineUpdate {
        client_id: row.client_id,
        id: row.id,
        alert_type,
        gravity: severity,
        status: status.as_str(),
        severity: severity.as_str(),
        is_executive: raised.map_or(row.is_executive, |raised| raised.is_executive),
        is_seen: raised.is_some(),
        title: raised.map(|raised| raised.title.clone()),
        description: raised.map(|raised| raised.description.clone()),
        trigger_metric: raised.map(|raised| raised.metric),
        trigger_value: raised.map(|raised| raised.value.clone()),
        trigger_threshold: raised.and_then(|raised| raised.threshold.clone()),
        related_entity_type: entity.map(|entity| entity.kind),
        related_entity_id: entity.map(|entity| entity.id.clone()),
        notifies: matches!(step, Transition::Wake | Transition::Update { notifies: true }),
        reopens: step == Transition::Reopen,
        resolves: step == Transition::Resolve,
        rearms: matches!(step, Transition::Rearm | Transition::Resolve),
    }
}
