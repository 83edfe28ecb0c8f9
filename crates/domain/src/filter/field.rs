use crate::{
    client::{ContractTier, LifecycleStatus, SizeSegment},
    closed_list::closed_list,
    filter::Operator,
    health::{AtRiskReason, ChurnCategory, HealthStatus, HealthTrend},
    revenue::RenewalStatus,
};

closed_list! {
    /// What a condition can be about: a field of the client.
    Field {
        /// Name.
        Name = "name",
        /// Id in the system the client came from.
        ExternalId = "external_id",
        /// Industry.
        Industry = "industry",
        /// Region or city.
        Region = "region",
        /// Free segment.
        Segment = "segment",
        /// Contract tier.
        ContractTier = "contract_tier",
        /// Size segment.
        SizeSegment = "size_segment",
        /// Lifecycle.
        LifecycleStatus = "lifecycle_status",
        /// Whether the client is active: live, or being onboarded.
        IsActive = "is_active",
        /// Tags.
        Tags = "tags",
        /// Modules in the contract.
        LicensedModules = "licensed_modules",
        /// Client success manager.
        Csm = "csm_id",
        /// Account executive.
        Ae = "ae_id",
        /// Health, 0 to 100.
        HealthScore = "health_score",
        /// Band of health.
        HealthStatus = "health_status",
        /// Direction of health over 30 days.
        HealthTrend = "health_trend",
        /// Points of health over 30 days.
        HealthTrendChange = "health_trend_change",
        /// Churn risk within 90 days, 0 to 100.
        ChurnRiskScore = "churn_risk_score",
        /// Band of churn risk.
        ChurnRiskCategory = "churn_risk_category",
        /// Whether the client counts as at risk (M008).
        AtRisk = "at_risk",
        /// Why it does.
        AtRiskReason = "at_risk_reason",
        /// ARR in the reporting currency.
        AnnualRecurringRevenue = "annual_recurring_revenue",
        /// Employees.
        EmployeeCount = "employee_count",
        /// Seats in the contract.
        LicensedUserCount = "licensed_user_count",
        /// Where the renewal stands.
        RenewalStatus = "renewal_status",
        /// Due date of the next renewal.
        NextRenewalDate = "next_renewal_date",
        /// First day of the contract.
        ContractStartDate = "contract_start_date",
        /// Last day of the contract.
        ContractEndDate = "contract_end_date",
        /// First day in productive use.
        GoLiveDate = "go_live_date",
        /// Day the client left.
        ChurnedAt = "churned_at",
        /// Last touchpoint of the CSM.
        LastCsmContactAt = "last_csm_contact_at",
        /// Last activity on the platform.
        LastActivityAt = "last_activity_at",
    }
}

closed_list! {
    /// What kind of value a field holds.
    Kind {
        /// Free text.
        Text = "TEXT",
        /// One word of a list.
        Choice = "CHOICE",
        /// Any number of words; free, or of a list where the field has choices.
        Set = "SET",
        /// A member of staff.
        Person = "PERSON",
        /// A whole number.
        Whole = "WHOLE",
        /// An amount of money.
        Money = "MONEY",
        /// A day.
        Date = "DATE",
        /// Yes or no.
        Flag = "FLAG",
    }
}

impl Field {
    /// What kind of value it holds.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Name | Self::ExternalId | Self::Industry | Self::Region | Self::Segment => Kind::Text,
            Self::ContractTier
            | Self::SizeSegment
            | Self::LifecycleStatus
            | Self::HealthStatus
            | Self::HealthTrend
            | Self::ChurnRiskCategory
            | Self::RenewalStatus => Kind::Choice,
            Self::Tags | Self::LicensedModules | Self::AtRiskReason => Kind::Set,
            Self::Csm | Self::Ae => Kind::Person,
            Self::HealthScore
            | Self::HealthTrendChange
            | Self::ChurnRiskScore
            | Self::EmployeeCount
            | Self::LicensedUserCount => Kind::Whole,
            Self::AnnualRecurringRevenue => Kind::Money,
            Self::NextRenewalDate
            | Self::ContractStartDate
            | Self::ContractEndDate
            | Self::GoLiveDate
            | Self::ChurnedAt
            | Self::LastCsmContactAt
            | Self::LastActivityAt => Kind::Date,
            Self::IsActive | Self::AtRisk => Kind::Flag,
        }
    }

    /// The words it is limited to; none where anything may stand.
    pub const fn choices(self) -> Option<&'static [&'static str]> {
        match self {
            Self::ContractTier => Some(ContractTier::NAMES),
            Self::SizeSegment => Some(SizeSegment::NAMES),
            Self::LifecycleStatus => Some(LifecycleStatus::NAMES),
            Self::HealthStatus => Some(HealthStatus::NAMES),
            Self::HealthTrend => Some(HealthTrend::NAMES),
            Self::ChurnRiskCategory => Some(ChurnCategory::NAMES),
            Self::RenewalStatus => Some(RenewalStatus::NAMES),
            Self::AtRiskReason => Some(AtRiskReason::NAMES),
            _ => None,
        }
    }

    /// Whether a client may be without a value.
    pub const fn may_be_missing(self) -> bool {
        !matches!(
            self,
            Self::Name
                | Self::ContractTier
                | Self::SizeSegment
                | Self::LifecycleStatus
                | Self::IsActive
                | Self::HealthTrend
                | Self::AtRisk
                | Self::RenewalStatus
                | Self::ContractStartDate
        )
    }

    /// What can be asked of it, the most usual first.
    pub fn operators(self) -> impl Iterator<Item = Operator> {
        use Operator as O;
        let of_kind: &[Operator] = match self.kind() {
            Kind::Text => &[O::Contains, O::Eq, O::Neq, O::In, O::NotIn],
            Kind::Choice | Kind::Person => &[O::In, O::NotIn, O::Eq, O::Neq],
            Kind::Set => &[O::In, O::NotIn, O::Contains],
            Kind::Whole | Kind::Money => &[O::Lt, O::Lte, O::Gt, O::Gte, O::Between, O::Eq, O::Neq],
            Kind::Date => {
                &[O::WithinDays, O::InLastDays, O::MoreThanDaysAgo, O::Lt, O::Lte, O::Gt, O::Gte, O::Between, O::Eq]
            }
            Kind::Flag => &[O::Eq],
        };
        let of_missing: &[Operator] = if self.may_be_missing() { &[O::IsNull, O::IsNotNull] } else { &[] };
        of_kind.iter().chain(of_missing).copied()
    }

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::ExternalId => "External id",
            Self::Industry => "Industry",
            Self::Region => "Region",
            Self::Segment => "Segment",
            Self::ContractTier => "Contract tier",
            Self::SizeSegment => "Size",
            Self::LifecycleStatus => "Lifecycle",
            Self::IsActive => "Active",
            Self::Tags => "Tags",
            Self::LicensedModules => "Licensed modules",
            Self::Csm => "CSM",
            Self::Ae => "Account executive",
            Self::HealthScore => "Health score",
            Self::HealthStatus => "Health status",
            Self::HealthTrend => "Health trend",
            Self::HealthTrendChange => "Health change in 30 days",
            Self::ChurnRiskScore => "Churn risk",
            Self::ChurnRiskCategory => "Churn risk band",
            Self::AtRisk => "At risk",
            Self::AtRiskReason => "At-risk reason",
            Self::AnnualRecurringRevenue => "ARR",
            Self::EmployeeCount => "Employees",
            Self::LicensedUserCount => "Licensed seats",
            Self::RenewalStatus => "Renewal status",
            Self::NextRenewalDate => "Renewal date",
            Self::ContractStartDate => "Contract start",
            Self::ContractEndDate => "Contract end",
            Self::GoLiveDate => "Go-live date",
            Self::ChurnedAt => "Churned on",
            Self::LastCsmContactAt => "Last contact",
            Self::LastActivityAt => "Last activity",
        }
    }

    /// What its numbers count; money is in the reporting currency.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::HealthScore | Self::HealthTrendChange => Some("points"),
            Self::ChurnRiskScore => Some("percent"),
            Self::EmployeeCount => Some("employees"),
            Self::LicensedUserCount => Some("seats"),
            _ => None,
        }
    }
}
