//! `metric_settings`: the defaults of §1 that these metrics need. Every field has its default, so
//! stored settings name only what an administrator changed.

mod capacity;
mod groups;
mod health;
mod sla;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use capacity::CapacitySettings;
pub use groups::{
    AtRiskSettings, BenchmarkSettings, ChurnSettings, ExecutiveSettings, InactivitySettings, PrioritySettings,
    RenewalSettings,
};
pub use health::{AdoptionNumerator, AdoptionSettings, DayMask, HealthSettings, RelationshipSettings, UsageSettings};

pub use sla::SlaSettings;

use domain::client::ContractTier;

/// All settings, as stored and as sent to the browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MetricSettings {
    /// The time zone a date means (§0.1), by its IANA name.
    pub reporting_tz: String,
    /// The currency ARR is summed in (§0.4).
    pub reporting_currency: String,
    /// The composite score.
    pub health: HealthSettings,
    /// The usage component.
    pub usage: UsageSettings,
    /// The adoption component.
    pub adoption: AdoptionSettings,
    /// The relationship component.
    pub relationship: RelationshipSettings,
    /// Who counts as at risk.
    pub at_risk: AtRiskSettings,
    /// Churn categories.
    pub churn: ChurnSettings,
    /// Renewal status.
    pub renewal: RenewalSettings,
    /// Whom to turn to first.
    pub priority: PrioritySettings,
    /// Inactivity.
    pub inactivity: InactivitySettings,
    /// How much one can look after.
    pub capacity: CapacitySettings,
    /// Peers.
    pub benchmark: BenchmarkSettings,
    /// What leaders hear of.
    pub exec: ExecutiveSettings,
    /// How fast alerts should be answered.
    pub sla: SlaSettings,
}

impl Default for MetricSettings {
    fn default() -> Self {
        Self {
            reporting_tz: "UTC".to_owned(),
            reporting_currency: "USD".to_owned(),
            health: HealthSettings::default(),
            usage: UsageSettings::default(),
            adoption: AdoptionSettings::default(),
            relationship: RelationshipSettings::default(),
            at_risk: AtRiskSettings::default(),
            churn: ChurnSettings::default(),
            renewal: RenewalSettings::default(),
            priority: PrioritySettings::default(),
            inactivity: InactivitySettings::default(),
            capacity: CapacitySettings::default(),
            benchmark: BenchmarkSettings::default(),
            exec: ExecutiveSettings::default(),
            sla: SlaSettings::default(),
        }
    }
}

impl MetricSettings {
    /// The reporting time zone; UTC when its name is unknown, which `validate` reports on saving.
    pub fn tz(&self) -> Tz {
        if self.reporting_tz == "UTC" { Tz::UTC } else { self.reporting_tz.parse().unwrap_or(Tz::UTC) }
    }

    /// Everything that is wrong with these settings, as field and reason.
    pub fn validate(&self) -> Vec<(&'static str, &'static str)> {
        let mut problems = Vec::new();
        let mut check = |good: bool, field, reason| {
            if !good {
                problems.push((field, reason));
            }
        };
        check(self.reporting_tz.parse::<Tz>().is_ok(), "reporting_tz", "is not a known time zone");
        check(self.usage.window > 0, "usage.window", "must be at least one day");
        check(self.usage.ramp_days > 0, "usage.ramp_days", "must be at least one day");
        check(self.usage.day_mask.days() > 0, "usage.day_mask", "must name at least one weekday");
        check(
            self.sla.opens_at < self.sla.closes_at && self.sla.closes_at < 24,
            "sla.closes_at",
            "must lie after opens_at",
        );
        check(
            self.relationship.target_days.values().all(|days| *days > 0),
            "relationship.target_days",
            "must be at least one day",
        );
        check(self.capacity.points > Decimal::ZERO, "capacity.points", "must be above zero");
        check(
            self.capacity.under_below <= self.capacity.ok_until && self.capacity.ok_until <= self.capacity.overloaded,
            "capacity.overloaded",
            "must not lie below ok_until, nor that below under_below",
        );
        check(self.priority.cap > Decimal::ZERO, "priority.cap", "must be above zero");
        check(
            self.health.trend_days >= self.health.trend_minimum_days,
            "health.trend_days",
            "must not be shorter than the least history",
        );
        problems
    }
}

/// A value per tier, with another for tiers that are not named.
fn of_tier<T: Copy>(map: &BTreeMap<ContractTier, T>, tier: ContractTier, otherwise: T) -> T {
    map.get(&tier).copied().unwrap_or(otherwise)
}

#[cfg(test)]
mod tests;
