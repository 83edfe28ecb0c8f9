//! Churn risk by fixed points (§10.3), for as long as history is too short for a model.

mod action;
mod auc;
mod factor;
mod heuristic;
mod inputs;
mod lift;
mod risk;
mod sums;

pub use action::{Action, Recommendation, recommended_actions};
pub use auc::auc;
pub use factor::{Factor, FactorPoint, Impact, raising_shares};
pub use heuristic::{DEFAULT_BASE_RATE, base_rate, heuristic, points};
pub(crate) use inputs::inputs_with_adoption;
pub use inputs::{HeuristicInputs, heuristic_inputs};
pub use lift::lift;
pub use risk::{ChurnRisk, category, confidence_level, is_alert, with_notice};
pub use sums::{CategorySums, ChurnSums, ExpectedChurn, ScoreSums, distribution, expected_churn, expected_loss};

#[cfg(test)]
mod tests;
