use chrono::NaiveDate;
use domain::NullReason;
use domain::health::ComponentState;
use domain::import::DataFeed;

use super::{Context, DayState};
use crate::adoption::{FeatureAdoption, feature_adoption};
use crate::churn::{ChurnRisk, DEFAULT_BASE_RATE, heuristic, heuristic_inputs, inputs_with_adoption, with_notice};
use crate::client::{arr, is_active};
use crate::health::components::Component;
use crate::health::history::ClientHistory;
use crate::health::measure::measure;
use crate::health::score::{ComponentResult, HealthScore, LastGood, score};
use crate::health::snapshot::Snapshot;
use crate::health::trend::{Trend, trend};
use crate::inactivity::inactivity;
use crate::renewal::renewal_state;
use crate::risk::{RiskInputs, at_risk_reasons};

/// Everything about a client at the end of a date. `earlier` are its stored snapshots of the
/// `EARLIER_DAYS` days before, in any order: the trend compares with them and silent sources are
/// carried from them. Later ones, and that of the day itself, are ignored.
pub fn evaluate(history: &ClientHistory, context: &Context<'_>, as_of: NaiveDate, earlier: &[Snapshot]) -> DayState {
    let mut state = evaluate_without_features(history, context, as_of, earlier.iter());
    state.adoption = features(history, context, as_of);
    state
}

pub(super) fn features(history: &ClientHistory, context: &Context<'_>, as_of: NaiveDate) -> Vec<FeatureAdoption> {
    let used_until = context.feeds.speaks_until(DataFeed::FeatureUsage, as_of, context.settings.tz());
    feature_adoption(history.features(), as_of, used_until, &context.settings.adoption)
}

pub(super) fn evaluate_without_features<'a>(
    history: &ClientHistory,
    context: &Context<'_>,
    as_of: NaiveDate,
    earlier: impl Iterator<Item = &'a Snapshot> + Clone,
) -> DayState {
    let earlier = earlier.filter(|snapshot| snapshot.date < as_of);
    let Context { feeds, settings, config, .. } = *context;
    let is_active = is_active(history, settings, as_of);
    let health = health(history, context, as_of, earlier.clone());
    let snapshot = Snapshot::of(&health, as_of);
    let trend = match &snapshot {
        Some(now) => trend(now, earlier, &settings.health),
        None => Trend::unknown(health.null_reason.unwrap_or(NullReason::InsufficientData)),
    };
    let churn = is_active.then(|| churn(history, context, as_of, &health));
    let renewal = renewal_state(history, as_of, &settings.renewal);
    let inactivity = inactivity(history, feeds, settings, as_of);
    let inputs = RiskInputs {
        is_active,
        health_score: health.overall_score,
        churn_risk_score: churn.as_ref().map(|risk| risk.churn_risk_score),
        renewal_status: renewal.renewal_status,
        is_inactive: inactivity.is_inactive,
    };
    let arr = arr(history, as_of);
    debug_assert_eq!(health.profile, config.profile);
    DayState {
        date: as_of,
        tier: history.tier_at(as_of),
        segment: history.segment_at(as_of).map(str::to_owned),
        is_active,
        arr: arr.ok(),
        arr_null_reason: arr.err(),
        snapshot,
        trend,
        churn_null_reason: churn.is_none().then_some(NullReason::NotApplicable),
        churn,
        renewal,
        inactivity,
        at_risk_reasons: at_risk_reasons(&inputs, &settings.at_risk),
        health,
        adoption: Vec::new(),
        last_active_on: history.last_active(as_of),
        last_contact_on: history.last_contact(as_of),
    }
}

/// A client has health from the day its contract begins until the day it leaves.
fn health<'a>(
    history: &ClientHistory,
    context: &Context<'_>,
    as_of: NaiveDate,
    earlier: impl Iterator<Item = &'a Snapshot>,
) -> HealthScore {
    let Context { feeds, settings, config, .. } = *context;
    if history.has_churned(as_of) || !history.has_begun(as_of) {
        return HealthScore::not_applicable(config);
    }
    let measurements = measure(history, feeds, settings, config, as_of);
    let is_whole = measurements.values().all(|one| one.score.is_some() || one.null_reason != Some(NullReason::Stale));
    // Carrying needs the past only while a source is silent or delivers nonsense.
    let has_errors = measurements.values().any(|one| one.null_reason == Some(NullReason::Error));
    let last_good =
        if is_whole && !has_errors { LastGood::none() } else { LastGood::from_snapshots(config.profile, earlier) };
    score(measurements, config, &settings.health, &last_good, as_of)
}

fn churn(history: &ClientHistory, context: &Context<'_>, as_of: NaiveDate, health: &HealthScore) -> ChurnRisk {
    let settings = context.settings;
    let fresh = |result: &ComponentResult| result.score.filter(|_| result.state == ComponentState::Ok);
    let inputs = match health.components.get(&Component::Adoption) {
        Some(measured) => inputs_with_adoption(history, context.feeds, settings, as_of, fresh(measured)),
        None => heuristic_inputs(history, context.feeds, settings, as_of),
    };
    let risk = heuristic(&inputs, context.churn_base.unwrap_or(DEFAULT_BASE_RATE), &settings.churn);
    let notice = history
        .money
        .open_renewal(as_of)
        .filter(|renewal| renewal.notice_given_on.is_some_and(|date| date <= as_of))
        .and_then(|renewal| renewal.due_on);
    match notice {
        Some(due) => with_notice(risk, (due - as_of).num_days(), &settings.churn),
        None => risk,
    }
}
