use crate::closed_list::closed_list;

closed_list! {
    /// A period a report is about (metrics.md §0.2).
    ReportPeriod {
        /// The calendar month of today.
        ThisMonth = "THIS_MONTH",
        /// The one before.
        LastMonth = "LAST_MONTH",
        /// The calendar quarter of today.
        ThisQuarter = "THIS_QUARTER",
        /// The one before.
        LastQuarter = "LAST_QUARTER",
        /// From the first of January to today.
        YearToDate = "YEAR_TO_DATE",
    }
}
