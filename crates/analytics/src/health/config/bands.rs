use domain::health::{HealthStatus, Profile};
use serde::{Deserialize, Serialize};

/// The lower bounds of the bands, inclusive, on the rounded score (§4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bands {
    /// HEALTHY from here.
    pub healthy: i16,
    /// MONITOR from here; profiles with three bands have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitor: Option<i16>,
    /// AT_RISK from here, CRITICAL below.
    pub at_risk: i16,
}

impl Bands {
    /// The documented bands of a profile.
    pub const fn default_of(profile: Profile) -> Self {
        match profile {
            Profile::Six => Self { healthy: 80, monitor: Some(60), at_risk: 40 },
            Profile::Sub100 => Self { healthy: 61, monitor: None, at_risk: 30 },
            Profile::Cx4 => Self { healthy: 70, monitor: None, at_risk: 40 },
        }
    }

    /// The band of a rounded score (M002).
    pub fn status(self, overall_score: i16) -> HealthStatus {
        if overall_score >= self.healthy {
            HealthStatus::Healthy
        } else if self.monitor.is_some_and(|monitor| overall_score >= monitor) {
            HealthStatus::Monitor
        } else if overall_score >= self.at_risk {
            HealthStatus::AtRisk
        } else {
            HealthStatus::Critical
        }
    }

    pub(super) fn is_descending(self) -> bool {
        let monitor = self.monitor.unwrap_or(self.healthy);
        100 >= self.healthy && self.healthy >= monitor && monitor >= self.at_risk && self.at_risk >= 0
    }
}
