use crate::closed_list::closed_list;

closed_list! {
    /// Why a figure is null (metrics.md §0.5). Null is never zero.
    NullReason {
        /// Nothing was ever recorded.
        NoData = "NO_DATA",
        /// The figure makes no sense here.
        NotApplicable = "NOT_APPLICABLE",
        /// The denominator is zero.
        ZeroDenominator = "ZERO_DENOMINATOR",
        /// Too few days of history.
        InsufficientHistory = "INSUFFICIENT_HISTORY",
        /// Too few inputs.
        InsufficientData = "INSUFFICIENT_DATA",
        /// Too few peers to show without naming them.
        SuppressedSmallN = "SUPPRESSED_SMALL_N",
        /// The source has not been read for too long.
        Stale = "STALE",
        /// The input failed validation.
        Error = "ERROR",
        /// The capability that fills this field is not switched on.
        NotConfigured = "NOT_CONFIGURED",
    }
}
