use chrono::NaiveDate;
use domain::client::{ContractTier, LifecycleStatus};

use super::ClientHistory;
use crate::health::facts::DatedTier;

impl ClientHistory {
    fn dimension_at(&self, as_of: NaiveDate) -> Option<&DatedTier> {
        let rows = &self.contract.tier_history;
        let index = rows.partition_point(|row| row.valid_from <= as_of).saturating_sub(1);
        rows.get(index)
    }

    /// The tier on a date; PROFESSIONAL, the middle one, for a client without any.
    pub fn tier_at(&self, as_of: NaiveDate) -> ContractTier {
        self.dimension_at(as_of).map_or(ContractTier::Professional, |row| row.tier)
    }

    /// The free-text segment on a date.
    pub fn segment_at(&self, as_of: NaiveDate) -> Option<&str> {
        self.dimension_at(as_of).and_then(|row| row.segment.as_deref())
    }

    /// When the client went live. Imports often do not know: an active client then counts as live
    /// since its contract began, one that is still onboarding does not count as live.
    pub fn go_live(&self) -> Option<NaiveDate> {
        let contract = &self.contract;
        let before_live = matches!(contract.lifecycle_status, LifecycleStatus::Onboarding | LifecycleStatus::Trial);
        contract.go_live_date.or(if before_live { None } else { contract.contract_start_date })
    }

    /// Days since go-live, if that has happened by this date.
    pub fn days_live(&self, as_of: NaiveDate) -> Option<i64> {
        let days = (as_of - self.go_live()?).num_days();
        (days >= 0).then_some(days)
    }

    /// Days since the contract began, if it has.
    pub fn tenure_days(&self, as_of: NaiveDate) -> Option<i64> {
        let days = (as_of - self.contract.contract_start_date?).num_days();
        (days >= 0).then_some(days)
    }

    /// Whether the client had left by the end of this date.
    pub fn has_churned(&self, as_of: NaiveDate) -> bool {
        match self.contract.churned_at {
            Some(date) => date <= as_of,
            None => self.contract.lifecycle_status == LifecycleStatus::Churned,
        }
    }

    /// Whether the contract had begun, or there is none to begin.
    pub fn has_begun(&self, as_of: NaiveDate) -> bool {
        self.contract.contract_start_date.is_none_or(|start| start <= as_of)
    }
}

impl ClientHistory {
    /// Days since staff were last in contact; since the contract began, if they never were (§4.2).
    pub fn days_since_contact(&self, as_of: NaiveDate) -> Option<i64> {
        let last = self.engagement.last_contact(as_of).or(self.contract.contract_start_date)?;
        Some((as_of - last).num_days().max(0))
    }

    /// The last login of anyone at the client.
    pub fn last_login(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.usage.last_login(as_of)
    }

    /// The last sign of life on the platform.
    pub fn last_active(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.usage.last_active(as_of)
    }

    /// The last day staff were in contact.
    pub fn last_contact(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.engagement.last_contact(as_of)
    }
}
