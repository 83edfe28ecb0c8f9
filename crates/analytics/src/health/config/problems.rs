use std::collections::BTreeMap;

use super::{Bands, ScoreConfig, Weights};
use crate::health::components::Component;

/// Components with weight that a score needs (§4.1): with fewer nobody would have one.
const MIN_WEIGHTED: usize = 2;

/// Something a configuration cannot be saved with, where it stands and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// JSON pointer: `/weights/usage`, `/weights`, `/bands/monitor`, `/applies_to_tier`.
    pub pointer: String,
    /// Kind of mistake.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

impl ConfigProblem {
    fn new(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code, message: message.into() }
    }
}

/// Weights by the names people write, and what is wrong with the names.
pub fn named_weights(named: &BTreeMap<String, i32>) -> (Weights, Vec<ConfigProblem>) {
    let mut weights = Weights::new();
    let mut problems = Vec::new();
    for (name, weight) in named {
        match name.parse::<Component>() {
            Ok(component) => {
                weights.insert(component, *weight);
            }
            Err(_) => {
                let pointer = format!("/weights/{}", name.replace('~', "~0").replace('/', "~1"));
                problems.push(ConfigProblem::new(pointer, "unknown-component", "there is no such component"));
            }
        }
    }
    (weights, problems)
}

impl ScoreConfig {
    /// Everything that is wrong, all at once and in the order of the fields: what the API answers and what stands beside
    /// the fields while someone edits. Empty where [`ScoreConfig::validate`] is content and every component is named.
    pub fn problems(&self) -> Vec<ConfigProblem> {
        let mut problems = self.weight_problems();
        problems.extend(self.band_problems());
        if self.applies_to.client_id.is_some() {
            let message = "a configuration for one client names neither tier nor segment";
            if self.applies_to.tier.is_some() {
                problems.push(ConfigProblem::new("/applies_to_tier", "not-with-client", message));
            }
            if self.applies_to.segment.is_some() {
                problems.push(ConfigProblem::new("/applies_to_segment", "not-with-client", message));
            }
        }
        problems
    }

    fn weight_problems(&self) -> Vec<ConfigProblem> {
        let known = Component::of(self.profile);
        let mut problems = Vec::new();
        for (component, _) in known {
            let pointer = || format!("/weights/{component}");
            match self.weights.get(component) {
                None => problems.push(ConfigProblem::new(pointer(), "required", "give it a weight; 0 leaves it out")),
                Some(weight) if !(0..=100).contains(weight) => {
                    problems.push(ConfigProblem::new(pointer(), "out-of-range", "a weight goes from 0 to 100"));
                }
                Some(_) => {}
            }
        }
        for component in self.weights.keys().filter(|component| !known.iter().any(|(other, _)| other == *component)) {
            let message = format!("{component} is not a component of the formula {}", self.profile);
            problems.push(ConfigProblem::new(format!("/weights/{component}"), "unknown-component", message));
        }
        let sum = self.weight_sum();
        if sum != 100 {
            let advice = if sum < 100 { format!("add {}", 100 - sum) } else { format!("take {} away", sum - 100) };
            let message = format!("the weights sum to {sum}, not to 100: {advice}");
            problems.push(ConfigProblem::new("/weights", "wrong-sum", message));
        } else if self.weights.values().filter(|weight| **weight > 0).count() < MIN_WEIGHTED {
            let message = "a score rests on two components at least: give weight to another one";
            problems.push(ConfigProblem::new("/weights", "too-few", message));
        }
        problems
    }

    /// What the weights add up to.
    pub fn weight_sum(&self) -> i64 {
        self.weights.values().map(|weight| i64::from(*weight)).sum()
    }

    fn band_problems(&self) -> Vec<ConfigProblem> {
        let bands = self.bands;
        let mut problems = Vec::new();
        let mut check = |field: &str, is_right: bool, message: &str| {
            if !is_right {
                problems.push(ConfigProblem::new(format!("/bands/{field}"), "out-of-order", message));
            }
        };
        let has_monitor = Bands::default_of(self.profile).monitor.is_some();
        check(
            "monitor",
            !has_monitor || bands.monitor.is_some(),
            "this formula has a band monitor: say where it begins",
        );
        check("monitor", has_monitor || bands.monitor.is_none(), "this formula has no band monitor");
        // Bounds that meet would make a band nobody can be in.
        check("healthy", bands.healthy <= 100, "must be at most 100");
        if let Some(monitor) = bands.monitor {
            check("monitor", monitor < bands.healthy, "must lie below the bound of healthy");
        }
        check("at_risk", bands.at_risk < bands.monitor.unwrap_or(bands.healthy), "must lie below the bound above it");
        check("at_risk", bands.at_risk >= 1, "must be at least 1, or nobody could be critical");
        problems
    }
}
