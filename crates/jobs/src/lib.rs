//! Background work: one file per job, one schedule, one runner.
//!
//! Jobs may run twice (a worker may die after the work and before it says so), so each is idempotent: it upserts by
//! key, or asks the database what is still to do.

mod daily;
mod hourly;
mod queue_digests;
mod recompute_requested;
mod restate_usage;
mod roll_up_usage;
mod run;
mod runner;
mod schedule;
mod send_deliveries;
mod sweep_alerts;

pub use daily::Daily;
pub use hourly::Hourly;
pub use queue_digests::QueueDigests;
pub use recompute_requested::RecomputeRequested;
pub use restate_usage::RestateUsage;
pub use roll_up_usage::RollUpUsage;
pub use run::{JobContext, JobError};
pub use runner::{StartError, Workers, run_due, start};
pub use schedule::CRONTAB;
pub use send_deliveries::SendDeliveries;
pub use sweep_alerts::SweepAlerts;
