//! Scores: from facts to what is stored and shown.
//!
//! One path serves every occasion. `compute` turns the facts of a batch of clients into their states between two days;
//! `pass` locks, loads, computes and writes a batch in one transaction. A write to an input asks for a computation
//! (`recompute_requested`), the nightly run computes everyone (`full_pass`), new history is computed back to its
//! beginning (`backfill`).
//!
//! `versions` keeps how scores are made, `simulation` tries a version out on the scores that are stored, `overrides` keeps
//! what people say of a client's health beside all this.

mod compute;
mod configs;
mod engagement;
mod environment;
mod facts;
mod occasions;
mod overrides;
mod pass;
mod rates;
mod requests;
mod rows;
mod simulation;
mod snapshots;
mod versions;

pub use environment::{Environment, feeds};
pub use occasions::{backfill, full_pass, recompute, recompute_requested, refresh};
pub use overrides::{NewOverride, end_override, override_health};
pub use rates::Rates;
pub(crate) use requests::request_recomputation;
pub use simulation::{Candidate, Mover, Sample, Simulation, sample, simulate};
pub use snapshots::snapshot;
pub use versions::{ConfigChanges, NewVersion, activate, create_version, deactivate, remove_version, update_version};
