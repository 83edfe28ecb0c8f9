//! Usage of the platform: days, users, what clients are compared with, and the roll-ups behind all of it.

mod daily;
mod restate;
mod standing;
mod users;

pub use daily::{DailyRow, daily, last_login};
pub use restate::{adoption_behind, restate_days};
pub use standing::{PeerRow, PeerSumsRow, peer_sums, tier_peers, write_standings};
pub use users::{
    FeatureUserRow, UsedTogetherRow, UserRow, feature_names, feature_users, knows_users, used_together, user_actions,
    users,
};
