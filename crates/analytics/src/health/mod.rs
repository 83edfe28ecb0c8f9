//! The health score (§4): one path from facts to a stored day, used by the nightly pass, by the
//! recomputation after a write, by the backfill and by what-if sliders in the browser.
//! `facts` → `history` (indexed) → `measure` (inputs at a date) → `score` → `snapshot` (stored)
//! → `trend` and `drivers` (two snapshots compared).

/// The components and their formulas.
pub mod components;
/// Weights, bands, parameters, and which configuration a client gets.
pub mod config;
/// Which of the roles a relationship needs are covered.
pub mod coverage;
/// What moved the score between two days.
pub mod drivers;
/// Everything dated that is known about one client.
pub mod facts;
/// Whether a source is connected and fresh.
pub mod feeds;
/// The facts, sorted and summed so that a day is measured without reading them all.
pub mod history;
/// Names and units of components and inputs.
pub mod labels;
/// From facts to the inputs of every component.
pub mod measure;
/// From component scores to the composite.
pub mod score;
/// A portfolio under other weights.
pub mod simulate;
/// What is stored of a client and day.
pub mod snapshot;
/// Where the score is going.
pub mod trend;
