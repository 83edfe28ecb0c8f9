//! Usage of the platform: days, users, what clients are compared with, and the roll-ups behind all of it.

mod daily;
mod restate;
mod standing;
mod users;

pub use daily::{DailyRow, UsageEnds, daily, ends};
pub use restate::{adoption_behind, restate_days};
pub use standing::{PeerRow, PeerSumsRow, peer_sums, tier_peers, write_standings};
pub use users::{UserFeatureRow, UserRow, user_actions, user_features, user_modules, users};
