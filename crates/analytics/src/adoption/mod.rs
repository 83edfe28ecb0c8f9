//! Adoption of licensed features (§6): a status per feature, a score over all, a trend of use.

mod feature;
mod levels;
mod reach;
mod score;
mod status;

pub(crate) use feature::feature_statuses;
pub use feature::{FeatureAdoption, feature_adoption, licensed_not_used};
pub use levels::{LevelSpan, level_history};
pub use reach::{FeatureRanking, FeatureReach, most_used};
pub use score::adoption_inputs;
pub use status::{adoption_status, usage_trend};

#[cfg(test)]
mod tests;
