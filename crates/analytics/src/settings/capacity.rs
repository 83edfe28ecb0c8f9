use std::collections::BTreeMap;

use domain::client::SizeSegment;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// `[capacity]` of §1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CapacitySettings {
    /// The points of someone who works full time.
    pub points: Decimal,
    /// The points of a client without anything special, by its size.
    pub base: BTreeMap<SizeSegment, Decimal>,
    /// What health AT_RISK adds, as a share of the base.
    pub at_risk: Decimal,
    /// What health CRITICAL adds.
    pub critical: Decimal,
    /// What a renewal adds that is near or overdue.
    pub renewal: Decimal,
    /// What a client adds that is not live, or not for long.
    pub onboarding: Decimal,
    /// Days someone new takes until they count in full.
    pub ramp_days: i64,
    /// What they count until then.
    pub ramp_factor: Decimal,
    /// Utilisation below this is little.
    pub under_below: Decimal,
    /// Up to this it is good.
    pub ok_until: Decimal,
    /// Above this it is too much.
    pub overloaded: Decimal,
    /// Accounts someone should have, unless theirs says otherwise.
    pub accounts_target: i32,
    /// ARR they should have.
    pub arr_target: Decimal,
}

impl Default for CapacitySettings {
    fn default() -> Self {
        use SizeSegment as S;
        let base = [
            (S::Enterprise, Decimal::new(30, 1)),
            (S::MidMarket, Decimal::new(15, 1)),
            (S::Smb, Decimal::new(5, 1)),
            (S::Unknown, Decimal::ONE),
        ];
        Self {
            points: Decimal::from(30),
            base: base.into(),
            at_risk: Decimal::new(5, 1),
            critical: Decimal::ONE,
            renewal: Decimal::new(25, 2),
            onboarding: Decimal::new(5, 1),
            ramp_days: 90,
            ramp_factor: Decimal::new(5, 1),
            under_below: Decimal::new(60, 2),
            ok_until: Decimal::ONE,
            overloaded: Decimal::new(115, 2),
            accounts_target: 25,
            arr_target: Decimal::from(3_000_000),
        }
    }
}

impl CapacitySettings {
    /// The points of a client of a size; those of an unknown one where none are set.
    pub fn base(&self, size: SizeSegment) -> Decimal {
        self.base.get(&size).or_else(|| self.base.get(&SizeSegment::Unknown)).copied().unwrap_or(Decimal::ONE)
    }
}
