//! Churn risk as the wire shows it.

use analytics::{
    churn::{FactorPoint, raising_shares, recommended_actions},
    round::{probability_to_score, round},
    settings::ChurnSettings,
};
use api_types::churn::{ChurnAction, ChurnFactor, ChurnHorizon};
use domain::{
    NullReason,
    health::{ChurnSource, HealthStatus},
};
use rust_decimal::{Decimal, prelude::FromPrimitive as _, prelude::ToPrimitive as _};
use store::churn::PredictionRow;

/// What answers, by the name of its version.
pub(super) fn method(source: ChurnSource) -> &'static str {
    match source {
        ChurnSource::Model => "model",
        ChurnSource::Heuristic => "heuristic-v1",
        ChurnSource::Notice => "notice",
    }
}

/// A share from 0 to 1 with four decimals.
pub(super) fn ratio(value: Decimal) -> Option<f64> {
    round(value, 4).to_f64()
}

/// The three horizons; without a prediction each says why.
pub(super) fn horizons(prediction: Option<&PredictionRow>, null_reason: Option<NullReason>) -> Vec<ChurnHorizon> {
    let of = |row: &PredictionRow| [row.p30, row.p60, row.p90];
    let known = prediction.map(of);
    [30, 60, 90]
        .into_iter()
        .enumerate()
        .map(|(i, days)| {
            let p = known.map(|known| known[i]);
            ChurnHorizon {
                days,
                probability: p.and_then(Decimal::from_f64).and_then(ratio),
                percent: p.map(probability_to_score),
                null_reason: if p.is_some() { None } else { null_reason.or(Some(NullReason::NoData)) },
            }
        })
        .collect()
}

/// The breakdown, heaviest first.
pub(super) fn factors(points: &[FactorPoint]) -> Vec<ChurnFactor> {
    points
        .iter()
        .zip(raising_shares(points))
        .map(|(point, share_percent)| ChurnFactor {
            factor: point.factor.as_str().to_owned(),
            impact: point.impact.as_str().to_owned(),
            is_protective: point.points < 0.0,
            detail: point.detail(),
            points: point.points,
            share_percent,
            value: point.value.map(|value| round(value, 4)),
        })
        .collect()
}

/// What to do; nothing without a score.
pub(super) fn actions(
    score: Option<i16>,
    points: &[FactorPoint],
    health: Option<HealthStatus>,
    settings: &ChurnSettings,
) -> Vec<ChurnAction> {
    let Some(score) = score else { return Vec::new() };
    recommended_actions(score, points, health, settings)
        .into_iter()
        .map(|found| ChurnAction {
            action: found.action.as_str().to_owned(),
            title: found.action.sentence().to_owned(),
            because: found.because.iter().map(|factor| factor.as_str().to_owned()).collect(),
        })
        .collect()
}
