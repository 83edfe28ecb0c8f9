use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use analytics::alerts::{AlertSettings, Assessment, assess};
use chrono::{DateTime, Utc};
use domain::alert::AlertType;
use store::{PgConnection, alerts::EngineRow, live::Topic, parse_column};
use uuid::Uuid;

use super::{
    facts::{self, Looked},
    lookout::Lookout,
    reach::Reached,
    settings::{Own, own},
    steps::{Steps, steps},
};
use crate::{
    Context, Error, Result,
    health::Environment,
    notifications::{Telling, tell},
};

/// Looks at these clients, which the caller holds, and writes what becomes of their alerts. Returns how many rows were
/// raised or changed.
pub async fn evaluate(
    context: &Context,
    connection: &mut PgConnection,
    environment: &Arc<Environment>,
    clients: &[Uuid],
) -> Result<u64> {
    let lookout = Lookout::load(connection, environment, context.now()).await?;
    consider(context, connection, &lookout, clients).await?.write(context, connection).await
}

/// What is to become of the alerts of some clients, as of the instant they were looked at.
#[derive(Debug)]
pub(super) struct Outlook {
    now: DateTime<Utc>,
    steps: Steps,
    /// CSM and AE of every client.
    owners: HashMap<Uuid, [Option<Uuid>; 2]>,
}

/// Looks at these clients and writes nothing.
pub(super) async fn consider(
    context: &Context,
    connection: &mut PgConnection,
    lookout: &Lookout,
    clients: &[Uuid],
) -> Result<Outlook> {
    let now = lookout.now;
    if clients.is_empty() {
        return Ok(Outlook { now, steps: Steps::default(), owners: HashMap::new() });
    }
    let own = own(connection, clients, &lookout.rules).await?;
    let looked = facts::load(connection, lookout, clients, &own).await?;
    let rows = store::alerts::rows(connection, clients).await?;
    let reached = lookout.reach.among(connection, clients).await?;
    let owners = looked.iter().map(|client| (client.id, [client.csm_user_id, client.ae_user_id])).collect();
    let (ids, everyone) = (context.ids.clone(), lookout.rules.clone());
    let steps =
        tokio::task::spawn_blocking(move || decide(looked, (&everyone, &reached), &own, rows, now, &|| ids.at(now)))
            .await
            .map_err(|error| Error::Internal(error.to_string()))??;
    Ok(Outlook { now, steps, owners })
}

impl Outlook {
    /// The clients something is to be written of.
    pub fn clients(&self) -> Vec<Uuid> {
        let inserts = self.steps.inserts.iter().filter_map(|alert| alert.client_id);
        let updates = self.steps.updates.iter().filter_map(|update| update.client_id);
        inserts.chain(updates).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Writes it, and tells the staff concerned of what they can see.
    pub async fn write(&self, context: &Context, connection: &mut PgConnection) -> Result<u64> {
        let Self { now, steps, owners } = self;
        // Those that ended go first: one occasion may make room for the next under the same key.
        let written = store::alerts::update(connection, &steps.updates, *now).await?
            + store::alerts::insert(connection, &steps.inserts, *now).await?;
        let csm_of = owners.iter().map(|(client, [csm, _])| (*client, *csm)).collect();
        tell(context, connection, &steps.tellings, &csm_of, *now).await?;
        let concerned: HashSet<Uuid> = steps
            .inserts
            .iter()
            .filter_map(|alert| alert.client_id)
            .chain(steps.updates.iter().filter(|update| steps.is_visible(update)).filter_map(|update| update.client_id))
            .collect();
        if !concerned.is_empty() {
            let staff: Vec<Uuid> =
                concerned.iter().filter_map(|client| owners.get(client)).flatten().flatten().copied().collect();
            store::live::notify(connection, Topic::Alerts, staff).await?;
        }
        Ok(written)
    }
}

fn decide(
    looked: Vec<Looked>,
    (everyone, reached): (&AlertSettings, &Reached),
    own: &HashMap<Uuid, Own>,
    rows: Vec<EngineRow>,
    now: DateTime<Utc>,
    new_id: &dyn Fn() -> Uuid,
) -> Result<Steps> {
    let mut by_client: HashMap<Uuid, Vec<EngineRow>> = HashMap::new();
    for row in rows {
        if let Some(client) = row.client_id {
            by_client.entry(client).or_default().push(row);
        }
    }
    let mut all = Steps::default();
    for Looked { id, facts, .. } in looked {
        let own = own.get(&id);
        let is_muted = own.and_then(|own| own.muted_until).is_some_and(|until| until > now);
        let settings = own.and_then(|own| own.rules.as_ref()).unwrap_or(everyone);
        let rows = by_client.remove(&id).unwrap_or_default();
        // Outside of its segment a rule is as good as off, unless the client's own settings say that it is on.
        let is_for =
            |alert_type| reached.is_for(alert_type, id) || own.is_some_and(|own| own.switched_on.contains(&alert_type));
        let may_raise = |alert_type| !is_muted && settings.is_enabled(alert_type) && is_for(alert_type);
        let assessment = assess(&facts, settings);
        look(&mut all, Some(id), &assessment, settings, &may_raise, &rows, now, new_id)?;
    }
    Ok(all)
}

/// What becomes of the alerts of one client, or of those about the team, and who is to be told.
#[expect(clippy::too_many_arguments, reason = "one look takes what was found, what is set and what is there")]
pub(super) fn look(
    all: &mut Steps,
    client: Option<Uuid>,
    assessment: &Assessment,
    settings: &AlertSettings,
    may_raise: &dyn Fn(AlertType) -> bool,
    rows: &[EngineRow],
    now: DateTime<Utc>,
    new_id: &dyn Fn() -> Uuid,
) -> Result<()> {
    let (inserts, updates) = (all.inserts.len(), all.updates.len());
    steps(all, client, assessment, rows, now, may_raise, new_id)?;
    let telling = |alert_id, alert_type, severity, is_executive| Telling {
        client_id: client,
        alert_id,
        alert_type,
        severity,
        is_executive,
        channels: settings.channels(alert_type),
    };
    for alert in &all.inserts[inserts..] {
        let alert_type = parse_column("client_alert", "alert_type", alert.alert_type)?;
        let severity = parse_column("client_alert", "severity", alert.severity)?;
        all.tellings.push(telling(alert.id, alert_type, severity, alert.is_executive));
    }
    for alert in all.updates[updates..].iter().filter(|update| update.notifies) {
        all.tellings.push(telling(alert.id, alert.alert_type, alert.gravity, alert.is_executive));
    }
    Ok(())
}
