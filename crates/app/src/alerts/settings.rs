use std::collections::{BTreeMap, BTreeSet, HashMap};

use analytics::alerts::{AlertSettings, SettingProblem};
use chrono::{DateTime, Duration, Utc};
use domain::alert::AlertType;
use serde_json::{Value, json};
use store::{PgConnection, alerts::SettingRow, clients::ClientRef};
use uuid::Uuid;

use super::segments::{RuleSegments, hold, recorded, rule_segments};
use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
};

/// The longest a client can be muted at once.
const LONGEST_MUTE: Duration = Duration::days(365);

/// The rules as set for everyone.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What was changed.
    pub rules: AlertSettings,
    /// Which rules look at the clients of a segment only.
    pub segments: RuleSegments,
    /// Version, when, by whom.
    pub row: SettingRow,
}

/// The rules as set for one client.
#[derive(Debug, Clone)]
pub struct ClientSettings {
    /// Which client.
    pub client: Uuid,
    /// What was changed for it.
    pub rules: AlertSettings,
    /// Until when nothing is raised for it.
    pub muted_until: Option<DateTime<Utc>>,
    /// Version; 0 while nothing was changed.
    pub version: i32,
}

/// The settings for everyone.
pub async fn settings(connection: &mut PgConnection) -> Result<Settings> {
    let row = store::alerts::global_setting(connection).await?;
    let segments = rule_segments(connection).await?;
    Ok(Settings { rules: parse_rules("alert_setting", row.rules.clone())?, segments, row })
}

/// Sets the rules for everyone and the segments they keep to, in place of what was set before. Open alerts follow with
/// the next look.
pub async fn put_settings(
    context: &Context,
    actor: &Actor,
    rules: AlertSettings,
    segments: BTreeMap<AlertType, Uuid>,
    version: i32,
) -> Result<()> {
    refuse(rules.validate())?;
    let mut transaction = context.pool.begin().await?;
    let segments = hold(&mut transaction, actor.staff_id, &segments).await?;
    let before = store::alerts::global_setting(&mut transaction).await?;
    let after = value(&rules)?;
    let written =
        store::alerts::put_global_setting(&mut transaction, &after, version, actor.staff_id, context.now()).await?;
    if written.is_none() {
        return Err(Error::Stale { current: before.version });
    }
    let segments_before = rule_segments(&mut transaction).await?;
    let kept: Vec<(AlertType, Uuid)> = segments.iter().map(|(alert_type, segment)| (*alert_type, segment.id)).collect();
    store::alerts::put_rule_segments(&mut transaction, &kept).await?;
    let changes = json!({
        "rules": { "from": before.rules, "to": after },
        "segments": { "from": recorded(&segments_before), "to": recorded(&segments) },
    });
    record(&mut transaction, context, actor, "update_alert_settings", "alert_setting", vec![], changes).await?;
    store::jobs::enqueue(&mut transaction, &store::jobs::SweepAlerts {}).await?;
    transaction.commit().await?;
    Ok(())
}

/// The settings of a client within the actor's scope.
pub async fn client_settings(
    connection: &mut PgConnection,
    actor: &Actor,
    client: &ClientRef,
) -> Result<ClientSettings> {
    let row =
        store::alerts::client_setting(connection, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    Ok(ClientSettings {
        client: row.client_id,
        rules: parse_rules("client_alert_setting", row.rules)?,
        muted_until: row.muted_until,
        version: row.version,
    })
}

/// Sets the rules of a client, in place of what was set for it before, and until when it is muted.
pub async fn put_client_settings(
    context: &Context,
    actor: &Actor,
    client: &ClientRef,
    rules: AlertSettings,
    muted_until: Option<DateTime<Utc>>,
    version: i32,
) -> Result<()> {
    refuse(rules.validate_of_client())?;
    let now = context.now();
    if muted_until.is_some_and(|until| until <= now || until - now > LONGEST_MUTE) {
        return Err(Error::invalid("/muted_until", "out-of-range", "must lie in the future, within a year"));
    }
    let mut transaction = context.pool.begin().await?;
    let before = client_settings(&mut transaction, actor, client).await?;
    let stale = || Error::Stale { current: before.version };
    if before.version != version {
        return Err(stale());
    }
    let (client, after) = (before.client, value(&rules)?);
    store::alerts::put_client_setting(&mut transaction, client, &after, muted_until, version, actor.staff_id, now)
        .await?
        .ok_or_else(stale)?;
    let changes = json!({
        "rules": { "from": value(&before.rules)?, "to": after },
        "muted_until": { "from": before.muted_until, "to": muted_until },
    });
    let ids = vec![before.client];
    record(&mut transaction, context, actor, "update_client_alert_settings", "client_alert_setting", ids, changes)
        .await?;
    // The client is looked at again with its new thresholds, like after any other change.
    store::facts::request_recalculation(&mut transaction, &[before.client], "alert settings", now).await?;
    store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was set for one client, as the engine goes by.
#[derive(Debug)]
pub(super) struct Own {
    /// The rules of everyone with the client's on top; none where it has none of its own.
    pub rules: Option<AlertSettings>,
    /// The rules the client's own settings switch on.
    pub switched_on: BTreeSet<AlertType>,
    /// Nothing is raised for it before.
    pub muted_until: Option<DateTime<Utc>>,
}

/// What was set for those of these clients for which anything was.
pub(super) async fn own(
    connection: &mut PgConnection,
    clients: &[Uuid],
    everyone: &AlertSettings,
) -> Result<HashMap<Uuid, Own>> {
    let mut own = HashMap::new();
    for row in store::alerts::client_settings(connection, clients).await? {
        let rules = parse_rules("client_alert_setting", row.rules)?;
        let on = rules.0.iter().filter(|(_, setting)| setting.is_enabled == Some(true));
        let switched_on = on.map(|(alert_type, _)| *alert_type).collect();
        let rules = (!rules.0.is_empty()).then(|| everyone.with(&rules));
        own.insert(row.client_id, Own { rules, switched_on, muted_until: row.muted_until });
    }
    Ok(own)
}

/// Stored rules as the maths reads them.
pub(super) fn parse_rules(table: &'static str, rules: Value) -> Result<AlertSettings> {
    serde_json::from_value(rules).map_err(|error| Error::Internal(format!("{table} has unreadable rules: {error}")))
}

fn value(rules: &AlertSettings) -> Result<Value> {
    serde_json::to_value(rules).map_err(|error| Error::Internal(error.to_string()))
}

fn refuse(problems: Vec<SettingProblem>) -> Result<()> {
    let wrong: Vec<InvalidField> = problems
        .into_iter()
        .map(|SettingProblem { alert_type, field, message }| match field {
            Some(field) => {
                InvalidField { pointer: format!("/rules/{alert_type}/{field}"), code: "out-of-range", message }
            }
            None => InvalidField { pointer: format!("/rules/{alert_type}"), code: "not-of-a-client", message },
        })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

async fn record(
    connection: &mut PgConnection,
    context: &Context,
    actor: &Actor,
    operation: &str,
    entity: &'static str,
    ids: Vec<Uuid>,
    changes: Value,
) -> Result<()> {
    let entry =
        AuditEntry { action: Action::Update, operation: operation.to_owned(), entity, ids, changes: Some(changes) };
    audit::record(connection, context, actor, entry).await
}
