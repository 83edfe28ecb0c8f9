use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::InputContribution;
use super::shapley::{MOST_PLAYERS, shapley};
use crate::health::components::{Component, InputKey, Inputs, score_inputs};
use crate::health::snapshot::Snapshot;

/// How far a stored component score may be from what its inputs give before they stop explaining it.
const EXPLAINED_WITHIN: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// What each changed input of a component did, in points of the whole score: `share` is the points of
/// the whole score per point of the component. Empty when nothing changed, or when the stored inputs
/// do not give the stored score, as for a score that was entered without its inputs.
pub(super) fn input_rows(
    then: &Snapshot,
    now: &Snapshot,
    component: Component,
    share: Decimal,
) -> Vec<InputContribution> {
    let none = Inputs::new();
    let before = then.inputs.get(&component).unwrap_or(&none);
    let after = now.inputs.get(&component).unwrap_or(&none);
    let score = |inputs: &Inputs| score_inputs(now.profile, component, inputs);
    let explains = |inputs: &Inputs, snapshot: &Snapshot| {
        let stored = snapshot.component_scores.get(&component).copied();
        score(inputs).zip(stored).is_some_and(|(given, stored)| (given - stored).abs() <= EXPLAINED_WITHIN)
    };
    let groups = changed(before, after, &score);
    if groups.is_empty() || !explains(before, then) || !explains(after, now) {
        return Vec::new();
    }
    let start = score(before).unwrap_or_default();
    let values = shapley(groups.len(), |coalition| {
        let moved = groups.iter().enumerate().filter(|(index, _)| coalition >> index & 1 == 1);
        // A mixture that cannot be scored is worth what the first day was worth.
        score(&mixed(before, after, moved.flat_map(|(_, group)| group))).unwrap_or(start)
    });
    groups
        .into_iter()
        .zip(values)
        .map(|(group, value)| {
            let single = if group.len() == 1 { group.first() } else { None };
            InputContribution {
                from: single.and_then(|key| before.get(key).copied()),
                to: single.and_then(|key| after.get(key).copied()),
                key: single.cloned().unwrap_or(Cow::Borrowed("others")),
                contribution: share * value,
            }
        })
        .collect()
}

fn mixed<'a>(before: &Inputs, after: &Inputs, moved: impl Iterator<Item = &'a InputKey>) -> Inputs {
    let mut inputs = before.clone();
    for key in moved {
        match after.get(key) {
            Some(value) => inputs.insert(key.clone(), *value),
            None => inputs.remove(key),
        };
    }
    inputs
}

/// The inputs that changed, each a player; null to a value and back is a change. Beyond twelve those
/// that do least on their own are one player together.
fn changed(before: &Inputs, after: &Inputs, score: &impl Fn(&Inputs) -> Option<Decimal>) -> Vec<Vec<InputKey>> {
    let keys: BTreeSet<&InputKey> = before.keys().chain(after.keys()).collect();
    let mut keys: Vec<&InputKey> = keys.into_iter().filter(|key| before.get(*key) != after.get(*key)).collect();
    if keys.len() <= MOST_PLAYERS {
        return keys.into_iter().map(|key| vec![key.clone()]).collect();
    }
    let start = score(before);
    let alone = |key: &InputKey| {
        let moved = score(&mixed(before, after, std::iter::once(key)));
        moved.zip(start).map_or(Decimal::ZERO, |(moved, start)| (moved - start).abs())
    };
    keys.sort_by(|a, b| alone(b).cmp(&alone(a)).then(a.cmp(b)));
    let bundle = keys.split_off(MOST_PLAYERS - 1).into_iter().cloned().collect();
    keys.into_iter().map(|key| vec![key.clone()]).chain(std::iter::once(bundle)).collect()
}
