use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::round::{INPUT_PLACES, round};

/// The name of an input; known names are static, those of outcomes are the client's own.
pub type InputKey = Cow<'static, str>;

/// What a component was computed from. An input that is not there is null.
pub type Inputs = BTreeMap<InputKey, Decimal>;

/// The typed inputs of one component.
pub trait ComponentInputs: Sized {
    /// The score from 0 to 100; none when these inputs do not suffice.
    fn score(&self) -> Option<Decimal>;
    /// The inputs by name.
    fn to_inputs(&self) -> Inputs;
    /// The inputs read back; none when a required one is missing.
    fn from_inputs(inputs: &Inputs) -> Option<Self>;
}

/// Collects inputs that are known, at the precision they are stored with.
#[derive(Default)]
pub(super) struct Writer(Inputs);

impl Writer {
    pub(super) fn put(mut self, key: &'static str, value: impl Into<Option<Decimal>>) -> Self {
        if let Some(value) = value.into() {
            self.0.insert(Cow::Borrowed(key), value);
        }
        self
    }

    pub(super) fn count(self, key: &'static str, value: i64) -> Self {
        self.put(key, Decimal::from(value))
    }

    pub(super) fn done(self) -> Inputs {
        self.0
    }
}

pub(super) fn get(inputs: &Inputs, key: &str) -> Option<Decimal> {
    inputs.get(key).copied()
}

pub(super) fn get_count(inputs: &Inputs, key: &str) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    inputs.get(key).and_then(ToPrimitive::to_i64)
}

/// A measured ratio at the precision it is stored and scored with.
pub(crate) fn measured(value: Decimal) -> Decimal {
    round(value, INPUT_PLACES)
}

/// The mean of the known parts, each with its weight (§4.2 "re-weighted over known inputs").
pub(super) fn weighted<const N: usize>(parts: [(i64, Option<Decimal>); N]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut weights = 0;
    for (weight, score) in parts {
        if let Some(score) = score {
            sum += Decimal::from(weight) * score;
            weights += weight;
        }
    }
    (weights > 0).then(|| sum / Decimal::from(weights))
}

/// 100 × actual ÷ expected, at most 100, at least 0; none when nothing is expected.
pub(super) fn attained(actual: Decimal, expected: Decimal) -> Option<Decimal> {
    (expected > Decimal::ZERO)
        .then(|| (Decimal::ONE_HUNDRED * actual / expected).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
}
