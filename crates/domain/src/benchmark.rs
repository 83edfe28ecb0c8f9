use crate::closed_list::closed_list;

closed_list! {
    /// What the clients one is compared with have in common (metrics.md §13).
    CohortKind {
        /// Contract tier and industry.
        TierIndustry = "TIER_INDUSTRY",
        /// Contract tier.
        Tier = "TIER",
        /// Industry.
        Industry = "INDUSTRY",
        /// Employees, by band.
        Size = "SIZE",
        /// Time as a client, by band.
        Tenure = "TENURE",
        /// Nothing: everyone.
        All = "ALL",
    }
}

impl CohortKind {
    /// The next wider cohort, offered where this one is too small: tier and industry, tier, all.
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::TierIndustry => Some(Self::Tier),
            Self::Tier | Self::Industry | Self::Size | Self::Tenure => Some(Self::All),
            Self::All => None,
        }
    }
}
