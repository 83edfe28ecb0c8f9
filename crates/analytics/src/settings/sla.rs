use std::collections::BTreeMap;

use domain::alert::AlertSeverity;
use serde::{Deserialize, Serialize};

use super::DayMask;

/// `[sla]` of §1, as far as alerts go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SlaSettings {
    /// Business hours within which an alert should be answered, by severity.
    pub alert_response_h: BTreeMap<AlertSeverity, i64>,
    /// The weekdays people work on.
    pub day_mask: DayMask,
    /// The hour they begin.
    pub opens_at: u32,
    /// The hour they end.
    pub closes_at: u32,
}

impl Default for SlaSettings {
    fn default() -> Self {
        use AlertSeverity as S;
        Self {
            alert_response_h: [(S::Critical, 4), (S::High, 8), (S::Medium, 16), (S::Low, 40)].into(),
            day_mask: DayMask::default(),
            opens_at: 9,
            closes_at: 17,
        }
    }
}

impl SlaSettings {
    /// The hours for a severity; those of the least grave where none are set.
    pub fn response_hours(&self, severity: AlertSeverity) -> i64 {
        self.alert_response_h.get(&severity).copied().unwrap_or(40)
    }
}
