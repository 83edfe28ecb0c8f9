//! What every change of a version needs.

use std::collections::BTreeMap;

use analytics::health::config::{AppliesTo, Bands, ConfigProblem, ScoreConfig, named_weights};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier};
use serde_json::Value;
use store::{PgConnection, health::ConfigRow, parse_column};
use uuid::Uuid;

use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
};

const ENTITY: &str = "health_score_config";

pub(super) async fn found(connection: &mut PgConnection, actor: &Actor, id: HealthScoreConfigId) -> Result<ConfigRow> {
    let row = store::health::config(connection, &actor.scope, id.0).await?;
    row.ok_or(Error::NotFound("health score configuration"))
}

pub(super) fn fresh(row: &ConfigRow, revision: i32) -> Result<()> {
    if row.revision == revision { Ok(()) } else { Err(Error::Stale { current: row.revision }) }
}

/// A configuration with other weights and bands, and everything that is wrong with it.
pub(in crate::health) fn changed(
    mut config: ScoreConfig,
    weights: Option<BTreeMap<String, i32>>,
    bands: Option<Bands>,
    wrong: &mut Vec<InvalidField>,
) -> ScoreConfig {
    if let Some(named) = weights {
        let (weights, unknown) = named_weights(&named);
        wrong.extend(unknown.into_iter().map(invalid));
        config.weights = weights;
    }
    config.bands = bands.unwrap_or(config.bands);
    wrong.extend(config.problems().into_iter().map(invalid));
    config
}

/// A stored configuration as the maths reads it.
pub(in crate::health) fn score_config(row: ConfigRow) -> Result<ScoreConfig> {
    let tier = row.applies_to_tier.as_deref();
    Ok(ScoreConfig {
        id: Some(HealthScoreConfigId(row.id)),
        version_label: format!("{} v{}", row.name, row.version),
        version: row.version,
        applies_to: AppliesTo {
            client_id: row.applies_to_client_id.map(ClientId),
            segment: row.applies_to_segment,
            tier: tier.map(|tier| parse_column(ENTITY, "applies_to_tier", tier)).transpose()?,
        },
        profile: parse_column(ENTITY, "profile", &row.profile)?,
        weights: read("weights", row.id, row.weights)?,
        bands: read("bands", row.id, row.bands)?,
        params: read("params", row.id, row.params)?,
    })
}

pub(super) fn scope_of(applies_to: &AppliesTo) -> (Option<&'static str>, Option<&str>, Option<Uuid>) {
    let tier = applies_to.tier.map(ContractTier::as_str);
    (tier, applies_to.segment.as_deref(), applies_to.client_id.map(|id| id.0))
}

pub(super) fn read<T: serde::de::DeserializeOwned>(what: &str, id: Uuid, stored: Value) -> Result<T> {
    serde_json::from_value(stored)
        .map_err(|error| Error::Internal(format!("health_score_config {id} has unreadable {what}: {error}")))
}

pub(super) fn invalid(problem: ConfigProblem) -> InvalidField {
    InvalidField { pointer: problem.pointer, code: problem.code, message: problem.message }
}

pub(super) fn field(pointer: &str, code: &'static str, message: &str) -> InvalidField {
    InvalidField { pointer: pointer.to_owned(), code, message: message.to_owned() }
}

pub(super) async fn record(
    connection: &mut PgConnection,
    context: &Context,
    actor: &Actor,
    action: Action,
    operation: &str,
    ids: Vec<Uuid>,
    changes: Value,
) -> Result<()> {
    let entry = AuditEntry { action, operation: operation.to_owned(), entity: ENTITY, ids, changes: Some(changes) };
    audit::record(connection, context, actor, entry).await
}
