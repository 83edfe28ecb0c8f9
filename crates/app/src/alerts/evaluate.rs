use std::collections::{HashMap, HashSet};

use analytics::alerts::{AlertFacts, AlertSettings, assess};
use store::{
    PgConnection,
    alerts::{ClientSettingRow, EngineRow},
    live::Topic,
};
use uuid::Uuid;

use super::{
    facts::{self, Looked},
    settings::parse_rules,
    steps::{Steps, steps},
};
use crate::{Context, Error, Result, health::Environment};

/// Looks at these clients, which the caller holds, and writes what becomes of their alerts. Returns how many rows were
/// raised or changed.
pub async fn evaluate(
    context: &Context,
    connection: &mut PgConnection,
    environment: &Environment,
    clients: &[Uuid],
) -> Result<u64> {
    if clients.is_empty() {
        return Ok(0);
    }
    let now = context.now();
    let looked = facts::load(connection, environment, clients, now).await?;
    let everyone = parse_rules("alert_setting", store::alerts::global_setting(connection).await?.rules)?;
    let own = store::alerts::client_settings(connection, clients).await?;
    let rows = store::alerts::rows(connection, clients).await?;
    let ids = context.ids.clone();
    let owners: HashMap<Uuid, [Option<Uuid>; 2]> =
        looked.iter().map(|client| (client.id, [client.csm_user_id, client.ae_user_id])).collect();
    let steps = tokio::task::spawn_blocking(move || decide(looked, &everyone, own, rows, now, &|| ids.at(now)))
        .await
        .map_err(|error| Error::Internal(error.to_string()))??;

    let concerned: HashSet<Uuid> = steps
        .inserts
        .iter()
        .map(|alert| alert.client_id)
        .chain(steps.updates.iter().filter(|update| steps.is_visible(update)).map(|update| update.client_id))
        .collect();
    // Those that ended go first: one occasion may make room for the next under the same key.
    let written = store::alerts::update(connection, &steps.updates, now).await?
        + store::alerts::insert(connection, &steps.inserts, now).await?;
    if !concerned.is_empty() {
        let staff: Vec<Uuid> =
            concerned.iter().filter_map(|client| owners.get(client)).flatten().flatten().copied().collect();
        store::live::notify(connection, Topic::Alerts, staff).await?;
    }
    Ok(written)
}

fn decide(
    looked: Vec<Looked>,
    everyone: &AlertSettings,
    own: Vec<ClientSettingRow>,
    rows: Vec<EngineRow>,
    now: chrono::DateTime<chrono::Utc>,
    new_id: &dyn Fn() -> Uuid,
) -> Result<Steps> {
    let mut own: HashMap<Uuid, ClientSettingRow> = own.into_iter().map(|row| (row.client_id, row)).collect();
    let mut by_client: HashMap<Uuid, Vec<EngineRow>> = HashMap::new();
    for row in rows {
        by_client.entry(row.client_id).or_default().push(row);
    }
    let mut all = Steps::default();
    for Looked { id, facts, .. } in looked {
        let own = own.remove(&id);
        let is_muted = own.as_ref().and_then(|own| own.muted_until).is_some_and(|until| until > now);
        let settings = match own {
            Some(own) => everyone.with(&parse_rules("client_alert_setting", own.rules)?),
            None => everyone.clone(),
        };
        let rows = by_client.remove(&id).unwrap_or_default();
        look(&mut all, id, &facts, &settings, is_muted, &rows, new_id)?;
    }
    Ok(all)
}

fn look(
    all: &mut Steps,
    client: Uuid,
    facts: &AlertFacts,
    settings: &AlertSettings,
    is_muted: bool,
    rows: &[EngineRow],
    new_id: &dyn Fn() -> Uuid,
) -> Result<()> {
    let assessment = assess(facts, settings);
    let may_raise = |alert_type| !is_muted && settings.is_enabled(alert_type);
    steps(all, client, &assessment, rows, facts.now, &may_raise, new_id)
}
