use analytics::health::config::AppliesTo;
use chrono::{DateTime, Utc};
use domain::HealthScoreConfigId;
use serde_json::json;
use store::PgConnection;

use super::stored::{found, fresh, record, scope_of, score_config};
use crate::{Actor, Context, Error, Result, audit::Action};

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

async fn recompute(connection: &mut PgConnection, applies_to: &AppliesTo, now: DateTime<Utc>) -> Result<()> {
    let (tier, segment, client) = scope_of(applies_to);
    let reason = "score configuration";
    store::health::request_recalculation_of(connection, tier, segment, client, reason, now).await?;
    store::jobs::enqueue(connection, &store::jobs::RecomputeRequested {}).await?;
    Ok(())
}
