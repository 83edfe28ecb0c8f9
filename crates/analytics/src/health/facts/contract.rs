use chrono::NaiveDate;
use domain::client::{ArrSource, ContractTier, LifecycleStatus};

/// The client row and its dimension history.
#[derive(Debug, Clone, PartialEq)]
pub struct ContractFacts {
    /// Tier and segment since when. A date before the first row has the first row's values.
    pub tier_history: Vec<DatedTier>,
    /// When the contract began; none for a customer who buys by order without one.
    pub contract_start_date: Option<NaiveDate>,
    /// When it ends, if it does.
    pub contract_end_date: Option<NaiveDate>,
    /// When the client went live. Without it an active client counts as live since the contract began.
    pub go_live_date: Option<NaiveDate>,
    /// The next renewal a person or the CRM entered.
    pub next_renewal_date: Option<NaiveDate>,
    /// Seats.
    pub licensed_user_count: Option<i32>,
    /// Daily users expected, where someone knows better than the seats say.
    pub expected_dau_override: Option<i32>,
    /// Where the client stands today.
    pub lifecycle_status: LifecycleStatus,
    /// When it left.
    pub churned_at: Option<NaiveDate>,
    /// Where its ARR comes from.
    pub arr_source: ArrSource,
    /// Whether a subscription runs, so that orders do not count as activity (M086).
    pub has_active_subscription: bool,
}

impl Default for ContractFacts {
    fn default() -> Self {
        Self {
            tier_history: Vec::new(),
            contract_start_date: None,
            contract_end_date: None,
            go_live_date: None,
            next_renewal_date: None,
            licensed_user_count: None,
            expected_dau_override: None,
            lifecycle_status: LifecycleStatus::Active,
            churned_at: None,
            arr_source: ArrSource::Manual,
            has_active_subscription: true,
        }
    }
}

/// Tier and segment from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedTier {
    /// The first day these values hold.
    pub valid_from: NaiveDate,
    /// The contract tier.
    pub tier: ContractTier,
    /// The free-text segment.
    pub segment: Option<String>,
}
