use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// `[at_risk]` of §1. A reason without a threshold, or set to false, is switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AtRiskSettings {
    /// Health below this counts.
    pub health_below: Option<i16>,
    /// A churn risk score above this counts.
    pub churn_above: Option<i16>,
    /// An overdue renewal counts.
    pub renewal_overdue: bool,
    /// Inactivity counts.
    pub inactive: bool,
}

impl Default for AtRiskSettings {
    fn default() -> Self {
        Self { health_below: Some(60), churn_above: Some(50), renewal_overdue: true, inactive: true }
    }
}

/// `[churn]` of §1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChurnSettings {
    /// Below this the risk is low.
    pub low_below: i16,
    /// Above this it is high.
    pub high_above: i16,
    /// Above this an alert is raised.
    pub alert_above: i16,
}

impl Default for ChurnSettings {
    fn default() -> Self {
        Self { low_below: 20, high_above: 50, alert_above: 80 }
    }
}

/// `[renewal]` and the grace of `[revenue]` of §1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenewalSettings {
    /// A renewal due within this many days is due soon.
    pub due_soon_days: i64,
    /// Days a contract may run past its end before the client counts as gone.
    pub renewal_grace_days: i64,
    /// The windows renewals are counted in, in days from today.
    pub buckets: Vec<i64>,
    /// A renewal worth this much or more is of high value.
    pub value_high: Decimal,
    /// One worth this much or more is of medium value, any other of low.
    pub value_medium: Decimal,
}

impl Default for RenewalSettings {
    fn default() -> Self {
        Self {
            due_soon_days: 90,
            renewal_grace_days: 30,
            buckets: vec![30, 60, 90],
            value_high: Decimal::from(5_000),
            value_medium: Decimal::from(1_000),
        }
    }
}

/// `[priority]` of §1 (M091).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrioritySettings {
    /// Weight of the revenue at risk; the four weights are divided by their sum.
    pub revenue: Decimal,
    /// Weight of how soon the renewal is due.
    pub urgency: Decimal,
    /// Weight of the contract tier.
    pub tier: Decimal,
    /// Weight of what was bought before.
    pub history: Decimal,
    /// Expected loss, in the reporting currency, from which the revenue at risk counts in full.
    pub cap: Decimal,
    /// From here on a client is critical.
    pub critical_from: Decimal,
    /// From here on the priority is high.
    pub high_from: Decimal,
    /// From here on it is medium.
    pub medium_from: Decimal,
}

impl Default for PrioritySettings {
    fn default() -> Self {
        Self {
            revenue: Decimal::from(35),
            urgency: Decimal::from(30),
            tier: Decimal::from(15),
            history: Decimal::from(20),
            cap: Decimal::from(50_000),
            critical_from: Decimal::from(75),
            high_from: Decimal::from(50),
            medium_from: Decimal::from(25),
        }
    }
}

/// `[at_risk] inactive_days` of §1 (M086).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InactivitySettings {
    /// Days without any sign of life.
    pub inactive_days: i64,
}

impl Default for InactivitySettings {
    fn default() -> Self {
        Self { inactive_days: 90 }
    }
}

/// `[benchmark]` of §1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BenchmarkSettings {
    /// Peers besides the subject that a figure needs.
    pub min_peers: usize,
    /// Peers a figure needs that leaves the house.
    pub export_min_peers: usize,
    /// A percentile rank below this is underperformance.
    pub underperformance_below: Decimal,
    /// Days a client must be live to be a peer.
    pub min_live_days: i64,
}

impl Default for BenchmarkSettings {
    fn default() -> Self {
        Self { min_peers: 5, export_min_peers: 10, underperformance_below: Decimal::from(25), min_live_days: 90 }
    }
}

/// `[exec]` of §1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExecutiveSettings {
    /// Leaders hear of a client in trouble whose ARR is above this.
    pub large_account_arr: Decimal,
}

impl Default for ExecutiveSettings {
    fn default() -> Self {
        Self { large_account_arr: Decimal::from(100_000) }
    }
}
