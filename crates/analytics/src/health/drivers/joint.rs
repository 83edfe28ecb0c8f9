use rust_decimal::Decimal;

use super::inputs::input_rows;
use super::path::{mean, presence, weight};
use super::shapley::shapley;
use super::{DriverKind, DriverRow, score_of};
use crate::health::components::Component;
use crate::health::snapshot::Snapshot;

/// All changes as one game: the weights are a player, and so is every component of either day. A
/// coalition that leaves nothing to score is worth what the first day was worth.
pub(super) fn rows(then: &Snapshot, now: &Snapshot) -> Vec<DriverRow> {
    let start = score_of(then);
    let components: Vec<Component> = Component::ALL
        .iter()
        .copied()
        .filter(|c| then.component_scores.contains_key(c) || now.component_scores.contains_key(c))
        .collect();
    let weights_changed = then.weights_snapshot != now.weights_snapshot;
    let players = components.len() + usize::from(weights_changed);
    let value = |coalition: usize| {
        let has = |player: usize| coalition >> player & 1 == 1;
        let weights =
            if weights_changed && has(components.len()) { &now.weights_snapshot } else { &then.weights_snapshot };
        let parts = components.iter().enumerate().filter_map(|(player, component)| {
            let scores = if has(player) { &now.component_scores } else { &then.component_scores };
            Some((weight(weights, *component), *scores.get(component)?))
        });
        mean(parts).unwrap_or(start)
    };
    let values = shapley(players, value);
    let mut rows = Vec::new();
    if let Some(contribution) = values.get(components.len()) {
        rows.push(DriverRow {
            kind: DriverKind::Weights,
            component: None,
            from_score: None,
            to_score: None,
            contribution: *contribution,
            inputs: Vec::new(),
        });
    }
    for (component, contribution) in components.iter().zip(values) {
        let from = then.component_scores.get(component).copied();
        let to = now.component_scores.get(component).copied();
        rows.push(match (from, to) {
            (Some(before), Some(after)) => {
                let moved = after - before;
                // Points of the whole score per point of the component.
                let share = if moved.is_zero() { Decimal::ZERO } else { contribution / moved };
                let inputs = input_rows(then, now, *component, share);
                DriverRow { inputs, ..presence(DriverKind::Component, *component, from, to, contribution) }
            }
            (Some(_), None) => presence(DriverKind::Left, *component, from, to, contribution),
            _ => presence(DriverKind::Appeared, *component, from, to, contribution),
        });
    }
    rows
}
