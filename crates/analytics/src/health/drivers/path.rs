use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::inputs::input_rows;
use super::shapley::shapley;
use super::{DriverKind, DriverRow};
use crate::health::components::Component;
use crate::health::config::Weights;
use crate::health::snapshot::Snapshot;

/// The rows of the four steps; none when a step has nothing to stand on.
pub(super) fn rows(then: &Snapshot, now: &Snapshot) -> Option<Vec<DriverRow>> {
    let (before, after) = (&then.component_scores, &now.component_scores);
    let (old, new) = (&then.weights_snapshot, &now.weights_snapshot);
    let counted = |scores: &BTreeMap<Component, Decimal>, weights: &Weights| -> Vec<Component> {
        scores.keys().copied().filter(|component| weight(weights, *component) > 0).collect()
    };
    // Under today's weights a component may count that did not, or the other way round; both are
    // part of what the weights did.
    let there_before: Vec<Component> = counted(before, new);
    let there_after: Vec<Component> = counted(after, new);
    let common: Vec<Component> = there_before.iter().copied().filter(|c| there_after.contains(c)).collect();
    let left: Vec<Component> = there_before.iter().copied().filter(|c| !common.contains(c)).collect();
    let appeared: Vec<Component> = there_after.iter().copied().filter(|c| !common.contains(c)).collect();

    let mean = |members: &[Component], weights: &Weights, scores: &BTreeMap<Component, Decimal>| {
        mean(members.iter().map(|c| (weight(weights, *c), scores.get(c).copied().unwrap_or_default())))
    };
    let start = mean(&counted(before, old), old, before)?;
    let reweighted = mean(&there_before, new, before)?;
    let common_weight: i64 = common.iter().map(|c| weight(new, *c)).sum();
    if common_weight == 0 {
        return None;
    }
    let mut rows = Vec::new();
    if old != new {
        rows.push(DriverRow {
            kind: DriverKind::Weights,
            component: None,
            from_score: None,
            to_score: None,
            contribution: reweighted - start,
            inputs: Vec::new(),
        });
    }
    let with = |players: &[Component], coalition: usize, invert: bool| -> Vec<Component> {
        let chosen = players.iter().enumerate().filter(|(i, _)| (coalition >> i & 1 == 1) != invert).map(|(_, c)| *c);
        common.iter().copied().chain(chosen).collect()
    };
    let gone = shapley(left.len(), |coalition| mean(&with(&left, coalition, true), new, before).unwrap_or(reweighted));
    for (component, contribution) in left.iter().zip(gone) {
        rows.push(presence(DriverKind::Left, *component, before.get(component).copied(), None, contribution));
    }
    for component in &common {
        let share = Decimal::from(weight(new, *component)) / Decimal::from(common_weight);
        let (from, to) = (before.get(component).copied()?, after.get(component).copied()?);
        rows.push(DriverRow {
            kind: DriverKind::Component,
            component: Some(*component),
            from_score: Some(from),
            to_score: Some(to),
            contribution: share * (to - from),
            inputs: input_rows(then, now, *component, share),
        });
    }
    let end = mean(&there_after, new, after)?;
    let come = shapley(appeared.len(), |coalition| mean(&with(&appeared, coalition, false), new, after).unwrap_or(end));
    for (component, contribution) in appeared.iter().zip(come) {
        rows.push(presence(DriverKind::Appeared, *component, None, after.get(component).copied(), contribution));
    }
    Some(rows)
}

pub(super) fn presence(
    kind: DriverKind,
    component: Component,
    from_score: Option<Decimal>,
    to_score: Option<Decimal>,
    contribution: Decimal,
) -> DriverRow {
    DriverRow { kind, component: Some(component), from_score, to_score, contribution, inputs: Vec::new() }
}

pub(super) fn weight(weights: &Weights, component: Component) -> i64 {
    weights.get(&component).copied().map_or(0, i64::from).max(0)
}

/// The weighted mean without any rounding; none without any weight.
pub(super) fn mean(parts: impl Iterator<Item = (i64, Decimal)>) -> Option<Decimal> {
    let (weights, sum) =
        parts.fold((0_i64, Decimal::ZERO), |(weights, sum), (w, s)| (weights + w, sum + Decimal::from(w) * s));
    (weights > 0).then(|| sum / Decimal::from(weights))
}
