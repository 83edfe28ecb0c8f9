use analytics::health::config::{AppliesTo, ScoreConfig, ScoreParams, named_weights};
use domain::HealthScoreConfigId;
use serde_json::{Map, Value, json};
use store::{
    PgConnection,
    clients::ClientRef,
    health::{ConfigFields, ConfigRow, NewConfig},
};

use super::{
    ConfigChanges, LONGEST_SEGMENT, NewVersion,
    stored::{changed, field, found, fresh, invalid, read, record, scope_of, score_config},
};
use crate::{Actor, Context, Error, Result, audit::Action, text};

const LONGEST_NAME: usize = 120;
const LONGEST_DESCRIPTION: usize = 1_000;

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

fn value(of: &impl serde::Serialize) -> Result<Value> {
    serde_json::to_value(of).map_err(|error| Error::Internal(error.to_string()))
}

/// Parameters as they are stored: nothing where nothing was set, so that a default may still change.
fn params(params: &ScoreParams) -> Result<Value> {
    if *params == ScoreParams::default() { Ok(json!({})) } else { value(params) }
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
