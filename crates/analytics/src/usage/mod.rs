//! Ratios of usage (§5). Each takes what it divides and gives a null reason where it cannot.

mod active;
mod contact;
mod percentile;
mod ratio;
mod spike;

pub use active::{ActiveUsers, active_users};
pub use contact::contact_engagement;
pub use percentile::percentile;
pub use ratio::{
    SeatUse, days_since_login, intensity, is_usage_decline, is_without_login, seat_use, utilisation, vs_baseline,
};
pub use spike::is_support_spike;
