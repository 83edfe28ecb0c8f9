//! Where a score is going (M003), under the common-component rule (§4.4).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::NullReason;
use domain::health::HealthTrend;
use rust_decimal::Decimal;

use super::components::Component;
use super::score::composite;
use super::snapshot::Snapshot;
use crate::round::round_to_points;
use crate::settings::HealthSettings;

/// The change of a score against an earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Up, down or flat.
    pub health_trend: HealthTrend,
    /// The change in points; none when it cannot be told.
    pub trend_change: Option<i16>,
    /// The same unrounded: the difference of integers when nothing but scores changed.
    pub delta: Option<Decimal>,
    /// The day compared with.
    pub compared_with: Option<NaiveDate>,
    /// Why the change is null.
    pub null_reason: Option<NullReason>,
}

impl Trend {
    /// No change can be told.
    pub fn unknown(reason: NullReason) -> Self {
        Self {
            health_trend: HealthTrend::Flat,
            trend_change: None,
            delta: None,
            compared_with: None,
            null_reason: Some(reason),
        }
    }

    /// The days the change spans, for the field `trend_period`.
    pub fn days(&self, now: NaiveDate) -> Option<i64> {
        self.compared_with.map(|then| (now - then).num_days())
    }
}

/// Compares a score with the one 30 days before, up to 7 days older if that is absent, else with the
/// oldest of that span that is at least 14 days old. `earlier` may come in any order.
pub fn trend<'a>(now: &Snapshot, earlier: impl IntoIterator<Item = &'a Snapshot>, settings: &HealthSettings) -> Trend {
    let Some(then) = comparable(now.date, earlier, settings) else {
        return Trend::unknown(NullReason::InsufficientHistory);
    };
    match change(then, now) {
        Some(delta) => {
            let points = round_to_points(delta);
            Trend {
                health_trend: direction(points, settings),
                trend_change: Some(points),
                delta: Some(delta),
                compared_with: Some(then.date),
                null_reason: None,
            }
        }
        None => Trend { compared_with: Some(then.date), ..Trend::unknown(NullReason::NotApplicable) },
    }
}

/// UP from +3, DOWN from −3, else FLAT.
pub fn direction(points: i16, settings: &HealthSettings) -> HealthTrend {
    if points >= settings.trend_deadband {
        HealthTrend::Up
    } else if points <= -settings.trend_deadband {
        HealthTrend::Down
    } else {
        HealthTrend::Flat
    }
}

/// The change between two days: of the stored integers when sets and weights are equal, else of both
/// sides recomputed over the components they share with today's weights. None across profiles, whose
/// scores mean different things, and when nothing is shared.
pub fn change(then: &Snapshot, now: &Snapshot) -> Option<Decimal> {
    if then.profile != now.profile {
        return None;
    }
    if then.weights_snapshot == now.weights_snapshot && components(then) == components(now) {
        return Some(Decimal::from(now.overall_score - then.overall_score));
    }
    let shared = |snapshot: &'_ Snapshot| {
        composite(now.weights_snapshot.iter().filter(|(_, weight)| **weight > 0).filter_map(|(component, weight)| {
            now.component_scores.get(component).and(then.component_scores.get(component))?;
            Some((*weight, *snapshot.component_scores.get(component)?))
        }))
    };
    Some(shared(now)? - shared(then)?)
}

fn components(snapshot: &Snapshot) -> BTreeSet<Component> {
    snapshot.available().map(|(component, ..)| component).collect()
}

fn comparable<'a>(
    today: NaiveDate,
    earlier: impl IntoIterator<Item = &'a Snapshot>,
    settings: &HealthSettings,
) -> Option<&'a Snapshot> {
    let target = settings.trend_days;
    let oldest = target + settings.trend_tolerance_days;
    earlier
        .into_iter()
        .map(|snapshot| ((today - snapshot.date).num_days(), snapshot))
        .filter(|(age, _)| (settings.trend_minimum_days..=oldest).contains(age))
        // From the target on the youngest is best; below it the oldest.
        .min_by_key(|(age, _)| if *age >= target { age - target } else { oldest - age })
        .map(|(_, snapshot)| snapshot)
}

#[cfg(test)]
mod tests;
