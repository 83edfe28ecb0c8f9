use std::collections::BTreeMap;

use analytics::health::config::{AppliesTo, Bands, ConfigProblem, ScoreConfig, ScoreParams, named_weights};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier, health::Profile};
use serde_json::{Map, Value, json};
use store::{
    PgConnection,
    clients::ClientRef,
    health::{ConfigFields, ConfigRow, NewConfig},
    parse_column,
};
use uuid::Uuid;

use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
    text,
};

const LONGEST_NAME: usize = 120;
const LONGEST_DESCRIPTION: usize = 1_000;
const LONGEST_SEGMENT: usize = 120;
const ENTITY: &str = "health_score_config";

/// A version to make.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// Name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Formula.
    pub profile: Profile,
    /// Whose.
    pub applies_to: AppliesTo,
    /// Weights by component.
    pub weights: BTreeMap<String, i32>,
    /// Lower bounds of the bands.
    pub bands: Bands,
}

/// What to change of a version; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct ConfigChanges {
    /// Name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<Option<String>>,
    /// Weights by component.
    pub weights: Option<BTreeMap<String, i32>>,
    /// Lower bounds of the bands.
    pub bands: Option<Bands>,
}

/// Makes a version that is not in force yet. It follows on the newest one for the same clients.
pub async fn create_version(context: &Context, actor: &Actor, new: NewVersion) -> Result<HealthScoreConfigId> {
    let mut wrong = vec![];
    let segment =
        new.applies_to.segment.map(|segment| text::line(segment, "/applies_to_segment", LONGEST_SEGMENT, &mut wrong));
    let applies_to = AppliesTo { segment, ..new.applies_to };
    let name = text::line(new.name, "/name", LONGEST_NAME, &mut wrong);
    let description = text::optional(new.description, "/description", LONGEST_DESCRIPTION, &mut wrong);
    let (weights, unknown) = named_weights(&new.weights);
    wrong.extend(unknown.into_iter().map(invalid));
    let mut config = ScoreConfig { applies_to, weights, bands: new.bands, ..ScoreConfig::default_of(new.profile) };
    wrong.extend(config.problems().into_iter().map(invalid));

    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    if let Some(client) = config.applies_to.client_id {
        let found = store::clients::resolve(&mut transaction, &actor.scope, &ClientRef::Id(client.0)).await?;
        if found.is_none() {
            wrong.push(field("/applies_to_client_id", "unknown-client", "there is no such client"));
        }
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    store::health::hold_configs(&mut transaction).await?;
    let (tier, segment, client) = scope_of(&config.applies_to);
    let newest = store::health::newest_of_scope(&mut transaction, tier, segment, client).await?;
    if let Some((before, _)) = newest
        && let Some(before) = store::health::config(&mut transaction, &actor.scope, before).await?
        && before.profile == config.profile.as_str()
    {
        // What cannot be edited here stays as it was for these clients.
        config.params = read("params", before.id, before.params)?;
    }
    let fields = ConfigFields { name, description, weights: value(&config.weights)?, bands: value(&config.bands)? };
    let id = context.ids.at(now);
    let row = NewConfig {
        id,
        fields: &fields,
        profile: config.profile.as_str(),
        applies_to_tier: tier,
        applies_to_segment: segment,
        applies_to_client_id: client,
        params: &params(&config.params)?,
        version: newest.map_or(1, |(_, version)| version + 1),
        previous_version_id: newest.map(|(id, _)| id),
        created_by_id: actor.staff_id.map(|id| id.0),
    };
    store::health::insert_config(&mut transaction, &row, now).await?;
    let changes = json!({
        "name": fields.name, "profile": row.profile, "version": row.version, "applies_to": config.applies_to,
        "weights": fields.weights, "bands": fields.bands,
    });
    record(&mut transaction, context, actor, Action::Create, "create_health_score_config", vec![id], changes).await?;
    transaction.commit().await?;
    Ok(HealthScoreConfigId(id))
}

/// Changes a version that was never in force, if `revision` is still the present one.
pub async fn update_version(
    context: &Context,
    actor: &Actor,
    id: HealthScoreConfigId,
    revision: i32,
    changes: ConfigChanges,
) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let before = editable(&mut transaction, actor, id, revision).await?;
    let mut wrong = vec![];
    let name = match changes.name {
        Some(name) => text::line(name, "/name", LONGEST_NAME, &mut wrong),
        None => before.name.clone(),
    };
    let description = match changes.description {
        Some(description) => text::optional(description, "/description", LONGEST_DESCRIPTION, &mut wrong),
        None => before.description.clone(),
    };
    let was = ConfigFields {
        name: before.name.clone(),
        description: before.description.clone(),
        weights: before.weights.clone(),
        bands: before.bands.clone(),
    };
    let config = changed(score_config(before)?, changes.weights, changes.bands, &mut wrong);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let is = ConfigFields { name, description, weights: value(&config.weights)?, bands: value(&config.bands)? };
    let difference = difference(&was, &is);
    if difference.is_empty() {
        return Ok(());
    }
    store::health::update_config(&mut transaction, id.0, &is).await?;
    let changes = Value::Object(difference);
    record(&mut transaction, context, actor, Action::Update, "update_health_score_config", vec![id.0], changes).await?;
    transaction.commit().await?;
    Ok(())
}

/// Removes a version that was never in force.
pub async fn remove_version(context: &Context, actor: &Actor, id: HealthScoreConfigId) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    store::health::hold_configs(&mut transaction).await?;
    let row = found(&mut transaction, actor, id).await?;
    if row.was_in_force {
        return Err(Error::Conflict(
            "this version was in force, and scores were made with it; it stays. Put another one in force instead"
                .to_owned(),
        ));
    }
    store::health::delete_config(&mut transaction, id.0).await?;
    let changes = json!({ "name": row.name, "version": row.version, "weights": row.weights, "bands": row.bands });
    record(&mut transaction, context, actor, Action::Delete, "delete_health_score_config", vec![id.0], changes).await?;
    transaction.commit().await?;
    Ok(())
}

/// Puts a version in force, in place of the one for the same clients; an older one, too. Everyone it is for is computed
/// again in the background; days of the past keep what they had.
pub async fn activate(context: &Context, actor: &Actor, id: HealthScoreConfigId, revision: i32) -> Result<()> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    store::health::hold_configs(&mut transaction).await?;
    let row = found(&mut transaction, actor, id).await?;
    fresh(&row, revision)?;
    if row.is_active {
        return Ok(());
    }
    let config = score_config(row)?;
    let (tier, segment, client) = scope_of(&config.applies_to);
    let before = store::health::active_of_scope(&mut transaction, tier, segment, client).await?;
    for other in &before {
        store::health::deactivate_config(&mut transaction, *other, now).await?;
    }
    store::health::activate_config(&mut transaction, id.0, actor.staff_id.map(|id| id.0), now).await?;
    if config.applies_to == AppliesTo::default() {
        store::health::set_default_config(&mut transaction, id.0).await?;
    }
    recompute(&mut transaction, &config.applies_to, now).await?;
    let changes = json!({ "in_force": { "from": before, "to": [id] }, "applies_to": config.applies_to });
    let mut ids = vec![id.0];
    ids.extend(before);
    record(&mut transaction, context, actor, Action::Update, "activate_health_score_config", ids, changes).await?;
    transaction.commit().await?;
    Ok(())
}

/// Puts a version for some clients out of force: they get the next less specific one. The one for everyone stays.
pub async fn deactivate(context: &Context, actor: &Actor, id: HealthScoreConfigId, revision: i32) -> Result<()> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    store::health::hold_configs(&mut transaction).await?;
    let row = found(&mut transaction, actor, id).await?;
    fresh(&row, revision)?;
    if !row.is_active {
        return Ok(());
    }
    let config = score_config(row)?;
    if config.applies_to == AppliesTo::default() {
        return Err(Error::Conflict(
            "this one is for everyone, and something must be; put another version for everyone in force instead"
                .to_owned(),
        ));
    }
    store::health::deactivate_config(&mut transaction, id.0, now).await?;
    recompute(&mut transaction, &config.applies_to, now).await?;
    let changes = json!({ "in_force": { "from": [id], "to": [] }, "applies_to": config.applies_to });
    let operation = "deactivate_health_score_config";
    record(&mut transaction, context, actor, Action::Update, operation, vec![id.0], changes).await?;
    transaction.commit().await?;
    Ok(())
}

async fn recompute(
    connection: &mut PgConnection,
    applies_to: &AppliesTo,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    let (tier, segment, client) = scope_of(applies_to);
    let reason = "score configuration";
    store::health::request_recalculation_of(connection, tier, segment, client, reason, now).await?;
    store::jobs::enqueue(connection, &store::jobs::RecomputeRequested {}).await?;
    Ok(())
}

async fn found(connection: &mut PgConnection, actor: &Actor, id: HealthScoreConfigId) -> Result<ConfigRow> {
    let row = store::health::config(connection, &actor.scope, id.0).await?;
    row.ok_or(Error::NotFound("health score configuration"))
}

fn fresh(row: &ConfigRow, revision: i32) -> Result<()> {
    if row.revision == revision { Ok(()) } else { Err(Error::Stale { current: row.revision }) }
}

async fn editable(
    connection: &mut PgConnection,
    actor: &Actor,
    id: HealthScoreConfigId,
    revision: i32,
) -> Result<ConfigRow> {
    store::health::hold_configs(connection).await?;
    let row = found(connection, actor, id).await?;
    if row.was_in_force {
        return Err(Error::Conflict(
            "this version is or was in force, and scores were made with it; make a new version from it and change that"
                .to_owned(),
        ));
    }
    fresh(&row, revision)?;
    Ok(row)
}

/// A configuration with other weights and bands, and everything that is wrong with it.
pub(super) fn changed(
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
pub(super) fn score_config(row: ConfigRow) -> Result<ScoreConfig> {
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

fn scope_of(applies_to: &AppliesTo) -> (Option<&'static str>, Option<&str>, Option<Uuid>) {
    let tier = applies_to.tier.map(ContractTier::as_str);
    (tier, applies_to.segment.as_deref(), applies_to.client_id.map(|id| id.0))
}

fn read<T: serde::de::DeserializeOwned>(what: &str, id: Uuid, stored: Value) -> Result<T> {
    serde_json::from_value(stored)
        .map_err(|error| Error::Internal(format!("health_score_config {id} has unreadable {what}: {error}")))
}

fn value(of: &impl serde::Serialize) -> Result<Value> {
    serde_json::to_value(of).map_err(|error| Error::Internal(error.to_string()))
}

/// Parameters as they are stored: nothing where nothing was set, so that a default may still change.
fn params(params: &ScoreParams) -> Result<Value> {
    if *params == ScoreParams::default() { Ok(json!({})) } else { value(params) }
}

fn invalid(problem: ConfigProblem) -> InvalidField {
    InvalidField { pointer: problem.pointer, code: problem.code, message: problem.message }
}

fn field(pointer: &str, code: &'static str, message: &str) -> InvalidField {
    InvalidField { pointer: pointer.to_owned(), code, message: message.to_owned() }
}

fn difference(was: &ConfigFields, is: &ConfigFields) -> Map<String, Value> {
    let mut changed = Map::new();
    let mut compare = |name: &str, was: Value, is: Value| {
        if was != is {
            changed.insert(name.to_owned(), json!({ "from": was, "to": is }));
        }
    };
    compare("name", json!(was.name), json!(is.name));
    compare("description", json!(was.description), json!(is.description));
    compare("weights", was.weights.clone(), is.weights.clone());
    compare("bands", was.bands.clone(), is.bands.clone());
    changed
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
    let entry = AuditEntry { action, operation: operation.to_owned(), entity: ENTITY, ids, changes: Some(changes) };
    audit::record(connection, context, actor, entry).await
}
