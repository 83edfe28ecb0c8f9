//! Scores: from facts to what is stored and shown.
//!
//! One path serves every occasion. `compute` turns the facts of a batch of clients into their states between two days;
//! `pass` locks, loads, computes and writes a batch in one transaction. A write to an input asks for a computation
//! (`recompute_requested`), the nightly run computes everyone (`full_pass`), new history is computed back to its
//! beginning (`backfill`).

mod compute;
mod configs;
mod engagement;
mod environment;
mod facts;
mod occasions;
mod pass;
mod rates;
mod requests;
mod rows;
mod snapshots;

pub use environment::{Environment, feeds};
pub use occasions::{backfill, full_pass, recompute, recompute_requested, refresh};
pub(crate) use rates::Rates;
pub(crate) use requests::request_recomputation;
pub use snapshots::snapshot;
