use domain::NullReason;
use domain::import::DataFeed;
use rust_decimal::Decimal;

use super::Scene;
use super::missing::{Found, Missing, optional};
use crate::health::components::{OutcomeInputs, OutcomeProgress};
use crate::period::trailing;

/// What was reached of what was wanted in 90 days, per key (§4.2).
pub(super) fn outcome(scene: &Scene<'_>) -> Found<OutcomeInputs> {
    optional(scene, DataFeed::Outcome)?;
    let window = trailing(scene.until(DataFeed::Outcome), 90);
    let mut outcomes = Vec::new();
    for series in &scene.history.outcomes {
        let Some((actual, target)) = series.within(window) else { continue };
        if actual < Decimal::ZERO || target < Decimal::ZERO {
            return Err(Missing::Error);
        }
        if !target.is_zero() {
            outcomes.push(OutcomeProgress { metric_key: series.metric_key.clone(), actual, target });
        }
    }
    if outcomes.is_empty() { Err(Missing::NoData(NullReason::NoData)) } else { Ok(OutcomeInputs { outcomes }) }
}
