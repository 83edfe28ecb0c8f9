//! Usage and engagement (§5). Each function takes what it divides and gives a null reason where it cannot.

mod active;
mod anomaly;
mod baseline;
mod champion;
mod contact;
mod engagement;
mod heat;
mod percentile;
mod plan;
mod power;
mod ratio;
mod spike;

pub use active::{ActiveUsers, active_users};
pub use anomaly::{Anomaly, Deviation, anomalies, deviation};
pub use baseline::{
    BaselineWindows, PeerFigures, baseline_mean, baseline_windows, change, known_days, peer_figures, recent_means,
    usage_vs_baseline,
};
pub use champion::{EngagementRank, UserEngagement, engagement_ranks};
pub use contact::contact_engagement;
pub use engagement::{feature_breadth, login_frequency, mean_per_day, session_depth, session_duration, stickiness};
pub use heat::{HOURS, WEEKDAYS, busiest, intensity_bin, intensity_bins, login_heatmap};
pub use percentile::percentile;
pub use plan::{PlanUsage, PlanUse, usage_by_plan};
pub use power::{PowerUsers, power_users};
pub use ratio::{
    SeatUse, days_since_login, intensity, is_usage_decline, is_without_login, seat_use, utilisation, vs_baseline,
};
pub use spike::is_support_spike;
