//! Every number the product shows, as pure functions: no I/O, no clock, no randomness. The formulas
//! are those of `metrics.md` beside this crate; the ids in the documentation (M001, §4.1) point there.
#![deny(missing_docs)]

/// Adoption of licensed features (§6).
pub mod adoption;
/// Alerts: when they are raised, and what becomes of them (§11).
pub mod alerts;
/// Percentile ranks and peer means (§13).
pub mod benchmark;
/// Churn risk by fixed points (§10.3), and how well a ranking separates (§10.2).
pub mod churn;
/// Whether a client is active, and its ARR on a date (§0.5, M061).
pub mod client;
/// Movements of money between currencies (§0.4).
pub mod currency;
/// Everything the store writes for one client and one day, in one call.
pub mod day;
/// Size and behavioural segments (§3).
pub mod dimension;
/// The health score: facts, measurement, score, snapshot, drivers, trend (§4).
pub mod health;
/// Days without any sign of life (M086).
pub mod inactivity;
/// As-of dates, trailing windows and comparison periods (§0.1, §0.2).
pub mod period;
/// Averages, distributions and trends over many clients (M005 to M013).
pub mod portfolio;
/// Due date and status of the next renewal (M084).
pub mod renewal;
/// Who counts as at risk, and why (M008, M009).
pub mod risk;
/// The one place where numbers are rounded (§0.3).
pub mod round;
/// The defaults of §1, and what an administrator may change.
pub mod settings;
/// Books and work of client success managers (§12).
pub mod team;
/// When people are told, and when not (§11).
pub mod telling;
/// Ratios of usage (§5), and the support spike that belongs with them (M104).
pub mod usage;
