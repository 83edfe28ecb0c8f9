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
        /// A saved segment: whatever its filter asks for.
        SavedSegment = "SAVED_SEGMENT",
    }
}

impl CohortKind {
    /// Those that every client has: all but the saved segments, which are made by people.
    pub const BUILT_IN: [Self; 6] =
        [Self::TierIndustry, Self::Tier, Self::Industry, Self::Size, Self::Tenure, Self::All];

    /// The next wider cohort, offered where this one is too small: tier and industry, tier, all.
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::TierIndustry => Some(Self::Tier),
            Self::Tier | Self::Industry | Self::Size | Self::Tenure | Self::SavedSegment => Some(Self::All),
            Self::All => None,
        }
    }
}
