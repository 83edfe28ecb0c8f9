//! Who counts as at risk (M008), and how much money that is (M009).

mod concentration;

pub use concentration::{ArrAtRisk, Concentration};

use std::collections::BTreeMap;

use domain::health::AtRiskReason;
use domain::revenue::RenewalStatus;
use rust_decimal::Decimal;

use crate::settings::AtRiskSettings;

/// What the predicate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskInputs {
    /// Whether the client is active: others are never at risk.
    pub is_active: bool,
    /// The rounded health score.
    pub health_score: Option<i16>,
    /// The rounded churn risk score.
    pub churn_risk_score: Option<i16>,
    /// Where the renewal stands.
    pub renewal_status: RenewalStatus,
    /// Whether the client has been quiet for too long.
    pub is_inactive: bool,
}

/// The enabled reasons that hold, in their documented order; none of them means not at risk.
pub fn at_risk_reasons(inputs: &RiskInputs, settings: &AtRiskSettings) -> Vec<AtRiskReason> {
    if !inputs.is_active {
        return Vec::new();
    }
    let is_low = inputs.health_score.zip(settings.health_below).is_some_and(|(score, below)| score < below);
    let is_churning = inputs.churn_risk_score.zip(settings.churn_above).is_some_and(|(score, above)| score > above);
    let is_overdue = settings.renewal_overdue && inputs.renewal_status == RenewalStatus::Overdue;
    [
        (is_low, AtRiskReason::HealthLow),
        (is_churning, AtRiskReason::ChurnHigh),
        (is_overdue, AtRiskReason::RenewalOverdue),
        (settings.inactive && inputs.is_inactive, AtRiskReason::Inactive90),
    ]
    .into_iter()
    .filter_map(|(holds, reason)| holds.then_some(reason))
    .collect()
}

/// The at-risk part of a portfolio. A client counts once, however many reasons it has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AtRiskTotals {
    /// Clients with at least one reason.
    pub clients: usize,
    /// Their ARR, unknown ones left out.
    pub arr: Decimal,
    /// At-risk clients whose ARR is unknown.
    pub n_excluded: usize,
    /// Clients per reason.
    pub clients_by_reason: BTreeMap<AtRiskReason, usize>,
    /// ARR per reason; a client with two reasons is in both.
    pub arr_by_reason: BTreeMap<AtRiskReason, Decimal>,
}

impl AtRiskTotals {
    /// Sums clients up from their ARR and reasons.
    pub fn of<'a>(clients: impl IntoIterator<Item = (Option<Decimal>, &'a [AtRiskReason])>) -> Self {
        let mut totals = Self::default();
        for (arr, reasons) in clients.into_iter().filter(|(_, reasons)| !reasons.is_empty()) {
            totals.clients += 1;
            totals.n_excluded += usize::from(arr.is_none());
            totals.arr += arr.unwrap_or_default();
            for reason in reasons {
                *totals.clients_by_reason.entry(*reason).or_default() += 1;
                *totals.arr_by_reason.entry(*reason).or_default() += arr.unwrap_or_default();
            }
        }
        totals
    }

    /// The share of all ARR that is at risk, as a ratio; none when there is no ARR.
    pub fn share(&self, total_arr: Decimal) -> Option<Decimal> {
        (!total_arr.is_zero()).then(|| self.arr / total_arr)
    }
}
