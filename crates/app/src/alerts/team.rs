//! Alerts that belong to no client: looked at by whoever sweeps, and after the night wrote down how full hands are.

use std::collections::HashMap;

use analytics::{
    alerts::{ManagerFacts, SourceFacts, TeamFacts, Trouble, WorkloadRun, assess_team},
    period::local_date,
};
use chrono::{DateTime, Utc};
use domain::import::DataFeed;
use store::{PgConnection, live::Topic, parse_column};

use super::{evaluate::look, settings::parse_rules, steps::Steps};
use crate::{Context, Result, analytics::metric_settings, health, notifications::tell};

/// Looks at the managers and the sources. Returns how many alerts were raised or changed.
///
/// Nearly always there is nothing to write: only if there is, the alerts are held and looked at once more.
pub async fn sweep_team(context: &Context) -> Result<u64> {
    let now = context.now();
    {
        let mut connection = context.pool.acquire().await?;
        if consider(context, &mut connection, now).await?.is_empty() {
            return Ok(0);
        }
    }
    let mut transaction = context.pool.begin().await?;
    store::team_alerts::hold(&mut transaction).await?;
    let steps = consider(context, &mut transaction, now).await?;
    // Those that ended go first: one occasion may make room for the next under the same key.
    let written = store::team_alerts::update(&mut transaction, &steps.updates, now).await?
        + store::team_alerts::insert(&mut transaction, &steps.inserts, now).await?;
    tell(context, &mut transaction, &steps.tellings, &HashMap::new(), now).await?;
    if !steps.inserts.is_empty() || steps.updates.iter().any(|update| steps.is_visible(update)) {
        // Nobody's own clients are concerned: only those hear of it who see everything.
        store::live::notify(&mut transaction, Topic::Alerts, []).await?;
    }
    transaction.commit().await?;
    Ok(written)
}

async fn consider(context: &Context, connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Steps> {
    let rules = parse_rules("alert_setting", store::alerts::global_setting(connection).await?.rules)?;
    let facts = facts(connection, now).await?;
    let rows = store::team_alerts::rows(connection).await?;
    let mut steps = Steps::default();
    let assessment = assess_team(&facts, &rules);
    let may_raise = |alert_type| rules.is_enabled(alert_type);
    look(&mut steps, None, &assessment, &rules, &may_raise, &rows, now, &|| context.ids.at(now))?;
    Ok(steps)
}

async fn facts(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<TeamFacts> {
    let tz = metric_settings(connection).await?.tz();
    let as_of = local_date(now, tz);
    let mut managers: Vec<ManagerFacts> = Vec::new();
    for row in store::team_alerts::workload_runs(connection, as_of).await? {
        let (id, run) = (row.manager.to_string(), WorkloadRun { day: row.day, load: row.load, capacity: row.capacity });
        match managers.last_mut() {
            Some(manager) if manager.id == id => manager.runs.push(run),
            _ => managers.push(ManagerFacts { id, name: row.name, runs: vec![run] }),
        }
    }
    let mut sources: HashMap<String, SourceFacts> = HashMap::new();
    let mut is_in_trouble = |key: String, trouble| {
        sources.insert(key.clone(), SourceFacts { key, trouble });
    };
    let feeds = health::feeds(connection, now).await?;
    for feed in DataFeed::ALL {
        if let Some((since, patience)) = feeds.silent_since(*feed, as_of, tz) {
            is_in_trouble(
                feed.to_string(),
                Trouble::Silent { feed: *feed, since, patience_hours: patience.num_hours() },
            );
        }
    }
    // Why a source is silent says more than that it is.
    for row in store::team_alerts::failing_feeds(connection).await? {
        let feed: DataFeed = parse_column("data_feed", "feed", &row.feed)?;
        is_in_trouble(row.feed, Trouble::Failing { feed, error: row.error, at: row.at });
    }
    for row in store::team_alerts::refused_imports(connection).await? {
        let (batch, on) = (row.batch.to_string(), local_date(row.ended_at, tz));
        let trouble = Trouble::Refused { entity: row.entity.clone(), batch, refused: row.refused, read: row.read, on };
        is_in_trouble(format!("import:{}", row.entity), trouble);
    }
    if let Some((batch, error, at)) = store::team_alerts::failed_import(connection).await? {
        let trouble = Trouble::Failed { batch: batch.to_string(), error, on: local_date(at, tz) };
        is_in_trouble("import".to_owned(), trouble);
    }
    let mut sources: Vec<SourceFacts> = sources.into_values().collect();
    sources.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(TeamFacts { as_of, now, managers, sources })
}
