//! Churn risk by fixed points (§10.3), for as long as history is too short for a model.

mod auc;
mod factor;
mod heuristic;
mod inputs;
mod risk;

pub use auc::auc;
pub use factor::{Factor, FactorPoint, Impact};
pub use heuristic::{DEFAULT_BASE_RATE, base_rate, heuristic, points};
pub(crate) use inputs::inputs_with_adoption;
pub use inputs::{HeuristicInputs, heuristic_inputs};
pub use risk::{ChurnRisk, category, is_alert, with_notice};

#[cfg(test)]
mod tests;
