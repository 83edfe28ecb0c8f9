use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::NullReason;
use domain::health::{ComponentState, ConfidenceLevel};
use rust_decimal::Decimal;

use super::{ComponentResult, HealthScore, LastGood};
use crate::health::components::{Component, Inputs};
use crate::health::config::ScoreConfig;
use crate::health::measure::{Measurement, Measurements};
use crate::round::{COMPONENT_PLACES, SCORE_PLACES, round, round_to_score};
use crate::settings::HealthSettings;

/// Puts measured components together: H = Σ w·s / Σ w over those that are available (§4.1).
pub fn score(
    measurements: Measurements,
    config: &ScoreConfig,
    settings: &HealthSettings,
    last_good: &LastGood,
    as_of: NaiveDate,
) -> HealthScore {
    let mut measurements = measurements;
    let components: BTreeMap<Component, ComponentResult> = config
        .weights
        .iter()
        .map(|(component, weight)| {
            let measured = measurements
                .remove(component)
                .unwrap_or_else(|| Measurement::missing(ComponentState::NoData, NullReason::NotApplicable));
            (*component, settle(*component, *weight, measured, settings, last_good, as_of))
        })
        .collect();
    put_together(components, config, settings)
}

fn put_together(
    components: BTreeMap<Component, ComponentResult>,
    config: &ScoreConfig,
    settings: &HealthSettings,
) -> HealthScore {
    let counted = || components.values().filter(|result| result.weight > 0 && result.score.is_some());
    let weight_of = |carried: bool| {
        Decimal::from(
            counted().filter(|result| result.carried_from.is_some() == carried).map(|r| r.weight).sum::<i32>(),
        )
    };
    let total = Decimal::from(config.weights.values().filter(|weight| **weight > 0).sum::<i32>()).max(Decimal::ONE);
    let (fresh, carried) = (weight_of(false), weight_of(true));
    let coverage = (fresh + carried) / total;
    let confidence = (fresh + carried / Decimal::TWO) / total;
    let enough = coverage >= settings.min_weight_coverage && counted().count() >= settings.min_components;
    let parts = counted().filter_map(|result| Some((result.weight, result.score?)));
    let value = if enough { composite(parts) } else { None };
    let overall_score = value.map(round_to_score);
    HealthScore {
        profile: config.profile,
        overall_score,
        score: value,
        health_status: overall_score.map(|overall| config.bands.status(overall)),
        confidence,
        confidence_level: confidence_level(confidence),
        coverage,
        null_reason: value.is_none().then_some(NullReason::InsufficientData),
        components,
        weights: config.weights.clone(),
        weights_version: config.version_label.clone(),
    }
}

/// The weighted mean; none without any weight.
pub fn composite(parts: impl IntoIterator<Item = (i32, Decimal)>) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut weights = 0_i32;
    for (weight, score) in parts {
        sum += Decimal::from(weight) * score;
        weights += weight;
    }
    (weights > 0).then(|| round(sum / Decimal::from(weights), SCORE_PLACES))
}

/// HIGH from 0.85, MEDIUM from 0.65, else LOW (§4.1).
pub fn confidence_level(confidence: Decimal) -> ConfidenceLevel {
    if confidence >= Decimal::new(85, 2) {
        ConfidenceLevel::High
    } else if confidence >= Decimal::new(65, 2) {
        ConfidenceLevel::Medium
    } else {
        ConfidenceLevel::Low
    }
}

/// Decides what a component contributes: its own score, the carried one, or nothing.
fn settle(
    component: Component,
    weight: i32,
    measured: Measurement,
    settings: &HealthSettings,
    last_good: &LastGood,
    as_of: NaiveDate,
) -> ComponentResult {
    let result = |state, score, carried_from, null_reason, inputs: Inputs| ComponentResult {
        weight,
        state,
        score,
        carried_from,
        null_reason,
        inputs,
    };
    match measured.state {
        ComponentState::Ok => {
            let score = measured.score.map(|score| round(score, COMPONENT_PLACES));
            result(ComponentState::Ok, score, None, measured.null_reason, measured.inputs)
        }
        ComponentState::NoData => result(ComponentState::NoData, None, None, measured.null_reason, Inputs::new()),
        state @ (ComponentState::Stale | ComponentState::Error) => {
            match last_good.within(component, as_of, settings.carry_forward_days) {
                Some(good) => {
                    result(state, Some(good.score), Some(good.date), measured.null_reason, good.inputs.clone())
                }
                // Silent for too long, or nothing to carry: its weight goes to the others.
                None => result(ComponentState::NoData, None, None, measured.null_reason, Inputs::new()),
            }
        }
    }
}

impl HealthScore {
    /// No score, because the client is not one yet, or no longer.
    pub fn not_applicable(config: &ScoreConfig) -> Self {
        Self {
            null_reason: Some(NullReason::NotApplicable),
            coverage: Decimal::ZERO,
            ..put_together(BTreeMap::new(), config, &HealthSettings::default())
        }
    }
}
