use crate::closed_list::closed_list;

closed_list! {
    /// How far a client has adopted a feature (M041).
    AdoptionStatus {
        /// Not part of the contract.
        NotLicensed = "NOT_LICENSED",
        /// Licensed, never set up.
        NotConfigured = "NOT_CONFIGURED",
        /// Set up, no use within the feature's window.
        NotUsed = "NOT_USED",
        /// Below 25 % of the expected use.
        LightUse = "LIGHT_USE",
        /// 25 to 75 % of the expected use.
        ActiveUse = "ACTIVE_USE",
        /// Above 75 % of the expected use.
        PowerUse = "POWER_USE",
    }
}

closed_list! {
    /// How the use of a feature moves (M042).
    UsageTrend {
        /// Up by 20 % or more.
        Increasing = "INCREASING",
        /// Down by 20 % or more.
        Decreasing = "DECREASING",
        /// In between.
        Stable = "STABLE",
        /// No use in either period.
        NoUse = "NO_USE",
    }
}
