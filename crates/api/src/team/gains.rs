//! What a book gained: health, expansions, and who would recommend the product.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use analytics::{
    health::{components::Component, snapshot::Snapshot, trend::change},
    period::local_date,
    settings::MetricSettings,
    team::{HealthChange, IMPROVED_FROM},
};
use app::health::Rates;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{health::HealthStatus, import::DataFeed};
use rust_decimal::Decimal;
use serde_json::Value;
use store::{
    PgConnection, parse_column,
    team::{HealthPairRow, HealthSpan, Span},
};
use uuid::Uuid;

use super::{facts::Facts, filter::Period, remembered::HealthChanges};
use crate::{ApiError, ApiResult};

type ByManager = HashMap<Option<Uuid>, Facts>;

/// Adds it to what is known of each manager.
pub(super) async fn add(
    connection: &mut PgConnection,
    facts: &mut ByManager,
    settings: &MetricSettings,
    period: Period,
    now: DateTime<Utc>,
    remembered: &HealthChanges,
) -> ApiResult<()> {
    let span = period.span();
    let changes = match remembered.get(span).await {
        Some(changes) => changes,
        None => {
            let changes = Arc::new(health_changes(connection, span).await?);
            remembered.put(span, Arc::clone(&changes)).await;
            changes
        }
    };
    for (manager, change) in changes.iter() {
        facts.entry(*manager).or_default().health_change = *change;
    }
    expansions(connection, facts, settings, period).await?;
    // A file of answers speaks until the day it is of: nobody answered later, as far as it knows.
    let feeds = app::health::feeds(connection, now).await?;
    let until = feeds.speaks_until(DataFeed::Survey, local_date(now, settings.tz()), settings.tz());
    for row in store::team::nps(connection, until).await? {
        let nps = &mut facts.entry(row.csm_user_id).or_default().nps;
        let of_ten = (Decimal::TEN * row.score).checked_div(row.max_score).unwrap_or_default();
        (0..row.answers).for_each(|_| nps.add(of_ten));
    }
    Ok(())
}

/// Most scores can be subtracted; those whose weights or components changed are compared by what they have in common.
async fn health_changes(connection: &mut PgConnection, span: Span) -> ApiResult<HashMap<Option<Uuid>, HealthChange>> {
    let improved_from = i16::try_from(IMPROVED_FROM).unwrap_or(i16::MAX);
    let mut changes: HashMap<Option<Uuid>, HealthChange> = HashMap::new();
    let mut unlike = 0;
    for row in store::team::health_changes(connection, HealthSpan { span, improved_from }).await? {
        unlike += row.unlike;
        let alike = HealthChange { clients: row.clients, improved: row.improved, sum: Decimal::from(row.sum) };
        changes.entry(row.csm_user_id).or_default().add_all(&alike);
    }
    if unlike == 0 {
        return Ok(changes);
    }
    for row in store::team::health_pairs(connection, span).await? {
        let manager = row.csm_user_id;
        if let Some(points) = compared(row)? {
            changes.entry(manager).or_default().add(points);
        }
    }
    Ok(changes)
}

fn compared(row: HealthPairRow) -> ApiResult<Option<Decimal>> {
    let profile = parse_column("client_health_score", "profile", &row.profile)?;
    let snapshot = |overall_score: i16, scores: Value, weights: Value| -> ApiResult<Snapshot> {
        let unreadable = |_| ApiError::internal("a score with unreadable components");
        let component_scores: BTreeMap<Component, Decimal> = serde_json::from_value(scores).map_err(unreadable)?;
        Ok(Snapshot {
            date: NaiveDate::default(),
            overall_score,
            score: Decimal::from(overall_score),
            // What a change does not look at.
            health_status: HealthStatus::Healthy,
            confidence: Decimal::ONE,
            profile,
            component_scores,
            component_states: BTreeMap::new(),
            inputs: BTreeMap::new(),
            weights_version: String::new(),
            weights_snapshot: serde_json::from_value(weights).map_err(unreadable)?,
        })
    };
    let before = snapshot(row.score_before, row.scores_before, row.weights_before)?;
    let after = snapshot(row.score_after, row.scores_after, row.weights_after)?;
    Ok(change(&before, &after))
}

/// Expansions at the rate of their month; one without a rate is left out (§0.4).
async fn expansions(
    connection: &mut PgConnection,
    facts: &mut ByManager,
    settings: &MetricSettings,
    period: Period,
) -> ApiResult<()> {
    let (from, to) = (period.start(), period.closing());
    let won = store::team::expansions(connection, from, to).await?;
    if won.is_empty() {
        return Ok(());
    }
    let rates = Rates::load(connection, &settings.reporting_currency, from, to).await?;
    for row in won {
        if let Some(amount) = rates.conversion(&row.currency).convert(row.amount, row.won_on) {
            facts.entry(row.csm_user_id).or_default().expansion += amount;
        }
    }
    Ok(())
}
