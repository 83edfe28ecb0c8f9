//! Churn risk: of one client, and summed over the portfolio.

mod client;
mod portfolio;

pub use client::{FactorsRow, HistoryRow, PredictionRow, factors, history, prediction};
pub use portfolio::{GroupRow, PastRow, ScoreRow, SourceRow, groups, past, scores, sources};
