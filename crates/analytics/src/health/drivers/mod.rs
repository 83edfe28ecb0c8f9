//! What moved the score between two stored days (M004). The change is walked in steps, and each step
//! is a row computed on its own:
//!
//! 1. WEIGHTS: yesterday's components and scores under today's weights,
//! 2. LEFT: the components that are no longer there go, Shapley among them,
//! 3. COMPONENT: the components of both days move, w·(s₂ − s₁)/Σw, and within each its inputs by Shapley,
//! 4. APPEARED: the components that are new come, Shapley among them.
//!
//! Where a step has nothing to stand on (no component in common, or today's weights give those that
//! are there nothing), all of it is one game: weights and components are its players and each row is
//! a Shapley value. Across profiles the scores mean different things: the whole change is one PROFILE row.

mod inputs;
mod joint;
mod path;
mod shapley;

use domain::health::Profile;
use rust_decimal::Decimal;

use super::components::{Component, InputKey};
use super::score::composite;
use super::snapshot::Snapshot;

/// What a row of the ledger is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum DriverKind {
    /// A component of both days moved.
    Component,
    /// The weights were changed.
    Weights,
    /// A component was not there before.
    Appeared,
    /// A component is no longer there.
    Left,
    /// The formula was changed.
    Profile,
}

/// One row: what it did to the score, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverRow {
    /// What the row is about.
    pub kind: DriverKind,
    /// Which component, unless weights or profile.
    pub component: Option<Component>,
    /// The component's score before.
    pub from_score: Option<Decimal>,
    /// The component's score after.
    pub to_score: Option<Decimal>,
    /// What it did to the score.
    pub contribution: Decimal,
    /// The same by input; they sum to the contribution. Only for components of both days.
    pub inputs: Vec<InputContribution>,
}

/// What one input did to the score.
#[derive(Debug, Clone, PartialEq)]
pub struct InputContribution {
    /// Which input. Inputs beyond the twelfth share one row with the key `others`.
    pub key: InputKey,
    /// Its value before; none when it was unknown.
    pub from: Option<Decimal>,
    /// Its value after.
    pub to: Option<Decimal>,
    /// What it did to the score, in points of the whole score.
    pub contribution: Decimal,
}

/// The change between two days and the rows that make it up.
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers {
    /// The profile of the later day.
    pub profile: Profile,
    /// The unrounded score before.
    pub from_score: Decimal,
    /// The unrounded score after.
    pub to_score: Decimal,
    /// The difference of the two, computed from them and not from the rows.
    pub total: Decimal,
    /// The rows: weights, then what left, then components in order, then what appeared.
    pub rows: Vec<DriverRow>,
}

impl Drivers {
    /// The sum of the rows; equals `total` within 1e-6.
    pub fn sum(&self) -> Decimal {
        self.rows.iter().map(|row| row.contribution).sum()
    }

    /// What rounding adds on a screen that shows integers: the change of the integers less the change
    /// of the scores.
    pub fn rounding(then: &Snapshot, now: &Snapshot) -> Decimal {
        Decimal::from(now.overall_score - then.overall_score) - (now.score - then.score)
    }
}

/// What moved the score from `then` to `now`.
pub fn drivers(then: &Snapshot, now: &Snapshot) -> Drivers {
    let rows = if then.profile == now.profile {
        path::rows(then, now).unwrap_or_else(|| joint::rows(then, now))
    } else {
        vec![DriverRow {
            kind: DriverKind::Profile,
            component: None,
            from_score: None,
            to_score: None,
            contribution: score_of(now) - score_of(then),
            inputs: Vec::new(),
        }]
    };
    let (from_score, to_score) = (score_of(then), score_of(now));
    Drivers { profile: now.profile, from_score, to_score, total: to_score - from_score, rows }
}

/// The score as its components give it: the stored one is the same at the precision of its column.
fn score_of(snapshot: &Snapshot) -> Decimal {
    composite(snapshot.available().map(|(_, weight, score)| (weight, score))).unwrap_or(snapshot.score)
}

#[cfg(test)]
mod tests;
