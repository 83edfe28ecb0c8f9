use std::borrow::Cow;

use rust_decimal::Decimal;

use super::inputs::attained;
use super::{ComponentInputs, Inputs};

/// What was reached of one outcome within 90 days.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeProgress {
    /// Which outcome.
    pub metric_key: String,
    /// Reached.
    pub actual: Decimal,
    /// Wanted; an outcome without a target is skipped.
    pub target: Decimal,
}

/// Outcome of profile SIX: the mean over its keys of what was reached (§4.2).
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeInputs {
    /// The outcomes, each key once.
    pub outcomes: Vec<OutcomeProgress>,
}

impl ComponentInputs for OutcomeInputs {
    fn score(&self) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        let mut keys = 0;
        for outcome in &self.outcomes {
            if let Some(reached) = attained(outcome.actual, outcome.target) {
                sum += reached;
                keys += 1;
            }
        }
        (keys > 0).then(|| sum / Decimal::from(keys))
    }

    fn to_inputs(&self) -> Inputs {
        let named = |key: &str, part: &str, value| (Cow::Owned(format!("{key}.{part}")), value);
        self.outcomes
            .iter()
            .flat_map(|one| {
                [named(&one.metric_key, "actual", one.actual), named(&one.metric_key, "target", one.target)]
            })
            .collect()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        let outcomes = inputs
            .iter()
            .filter_map(|(key, actual)| {
                let metric_key = key.strip_suffix(".actual")?;
                let target = *inputs.get(format!("{metric_key}.target").as_str())?;
                Some(OutcomeProgress { metric_key: metric_key.to_owned(), actual: *actual, target })
            })
            .collect();
        Some(Self { outcomes })
    }
}
