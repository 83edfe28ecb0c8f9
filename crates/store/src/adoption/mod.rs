//! Features: how a client has adopted them, how far they reached.

mod feature;
mod matrix;
mod reach;

pub use feature::{CohortPosition, FeatureDayRow, FeatureStart, cohort_position, days, start};
pub use matrix::{FeatureRow, features};
pub use reach::{ReachRow, reach_in_scope, stored_reach, write_reach};
