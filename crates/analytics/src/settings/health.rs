use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::client::{ContactRole, ContractTier};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::of_tier;

/// `[health]` of §1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HealthSettings {
    /// The share of the weights that must be available.
    pub min_weight_coverage: Decimal,
    /// The number of components that must be available.
    pub min_components: usize,
    /// Days a trend looks back.
    pub trend_days: i64,
    /// Days the earlier score may be older than that.
    pub trend_tolerance_days: i64,
    /// The least history a trend needs.
    pub trend_minimum_days: i64,
    /// Points that count as a move.
    pub trend_deadband: i16,
    /// Points that count as a move of a portfolio's mean.
    pub portfolio_deadband: Decimal,
    /// Days the last good value of a silent source is carried.
    pub carry_forward_days: i64,
}

impl Default for HealthSettings {
    fn default() -> Self {
        Self {
            min_weight_coverage: Decimal::new(5, 1),
            min_components: 2,
            trend_days: 30,
            trend_tolerance_days: 7,
            trend_minimum_days: 14,
            trend_deadband: 3,
            portfolio_deadband: Decimal::ONE,
            carry_forward_days: 14,
        }
    }
}

/// `[usage]` of §1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UsageSettings {
    /// The weekdays usage is expected on.
    pub day_mask: DayMask,
    /// Days of the trailing window.
    pub window: u32,
    /// The share of seats expected to be active on such a day, per tier.
    pub expected_ratio: BTreeMap<ContractTier, Decimal>,
    /// Days from go-live until that share is expected in full.
    pub ramp_days: i64,
    /// The share of it expected on the first day.
    pub ramp_floor: Decimal,
}

impl Default for UsageSettings {
    fn default() -> Self {
        let ratio =
            |tier| (tier, if tier == ContractTier::Starter { Decimal::new(30, 2) } else { Decimal::new(40, 2) });
        Self {
            day_mask: DayMask::default(),
            window: 30,
            expected_ratio: ContractTier::ALL.iter().copied().map(ratio).collect(),
            ramp_days: 90,
            ramp_floor: Decimal::new(25, 2),
        }
    }
}

impl UsageSettings {
    /// The share of seats expected to be active for a tier.
    pub fn ratio_of(&self, tier: ContractTier) -> Decimal {
        of_tier(&self.expected_ratio, tier, Decimal::new(40, 2))
    }
}

/// Which statuses count as used (M040).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AdoptionNumerator {
    /// Light, active and power use.
    #[default]
    Used,
    /// Active and power use.
    Active,
    /// As used, light use counting half.
    Weighted,
}

/// `[adoption]` of §1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdoptionSettings {
    /// Which statuses count as used.
    pub numerator: AdoptionNumerator,
    /// Below this percentage of the expected use it is light.
    pub light_below: Decimal,
    /// Above this percentage it is power use.
    pub power_above: Decimal,
}

impl Default for AdoptionSettings {
    fn default() -> Self {
        Self { numerator: AdoptionNumerator::Used, light_below: Decimal::from(25), power_above: Decimal::from(75) }
    }
}

/// `[relationship]` of §1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelationshipSettings {
    /// Days between contacts, per tier.
    pub target_days: BTreeMap<ContractTier, i64>,
    /// The roles that should each have an engaged contact.
    pub required_roles: Vec<ContactRole>,
    /// Days within which a contact counts as engaged.
    pub engaged_days: i64,
}

impl Default for RelationshipSettings {
    fn default() -> Self {
        use ContractTier as T;
        Self {
            target_days: [(T::Enterprise, 14), (T::Professional, 30), (T::Starter, 60), (T::Custom, 30)].into(),
            required_roles: vec![ContactRole::Champion, ContactRole::ExecutiveSponsor, ContactRole::Admin],
            engaged_days: 90,
        }
    }
}

impl RelationshipSettings {
    /// Days between contacts for a tier.
    pub fn target_of(&self, tier: ContractTier) -> i64 {
        of_tier(&self.target_days, tier, 30).max(1)
    }
}

/// The weekdays usage is expected on, written `Mon-Fri` or `Sun-Thu` or `Mon,Wed,Fri`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayMask([bool; 7]);

impl DayMask {
    /// Whether a date falls on one of these weekdays.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.0[date.weekday().num_days_from_monday() as usize]
    }

    /// How many weekdays.
    pub fn days(self) -> usize {
        self.0.iter().filter(|on| **on).count()
    }
}

impl Default for DayMask {
    fn default() -> Self {
        Self([true, true, true, true, true, false, false])
    }
}

impl fmt::Display for DayMask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("Mon-Fri");
        }
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let on: Vec<&str> = names.into_iter().zip(self.0).filter_map(|(name, on)| on.then_some(name)).collect();
        f.write_str(&on.join(","))
    }
}

impl FromStr for DayMask {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let day = |name: &str| {
            name.trim()
                .parse::<Weekday>()
                .map(|day| day.num_days_from_monday() as usize)
                .map_err(|_| format!("{name:?} is not a weekday"))
        };
        let mut mask = [false; 7];
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (mut at, last) = (day(first)?, day(last)?);
            mask[at] = true;
            while at != last {
                at = (at + 1) % 7;
                mask[at] = true;
            }
        }
        Ok(Self(mask))
    }
}

impl Serialize for DayMask {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayMask {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
