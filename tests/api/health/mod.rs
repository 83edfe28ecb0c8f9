//! Scores: now, over time, what moved them, and computing them again.

mod benchmarks;
mod drivers;
mod get;
mod history;
mod overrides;
mod refresh;
