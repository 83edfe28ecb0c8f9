use chrono::{Datelike, Months, NaiveDate};
use domain::period::ReportPeriod;

use super::Window;

/// The dates of a period as seen from a day. A month or a quarter that is not over reaches to its last day: what it
/// closes with is then that of today (§0.1).
pub fn preset(period: ReportPeriod, today: NaiveDate) -> Option<Window> {
    let month = today.with_day(1)?;
    let quarter = NaiveDate::from_ymd_opt(today.year(), today.month0() / 3 * 3 + 1, 1)?;
    match period {
        ReportPeriod::ThisMonth => unit(month, 1),
        ReportPeriod::LastMonth => unit(month.checked_sub_months(Months::new(1))?, 1),
        ReportPeriod::ThisQuarter => unit(quarter, 3),
        ReportPeriod::LastQuarter => unit(quarter.checked_sub_months(Months::new(3))?, 3),
        ReportPeriod::YearToDate => Some(Window { start: NaiveDate::from_ymd_opt(today.year(), 1, 1)?, end: today }),
    }
}

fn unit(start: NaiveDate, months: u32) -> Option<Window> {
    Some(Window { start, end: start.checked_add_months(Months::new(months))?.pred_opt()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_calendar_units() {
        let of = |period, today: &str| preset(period, today.parse().expect("a date")).expect("dates").to_string();
        assert_eq!(of(ReportPeriod::ThisMonth, "2026-06-10"), "2026-06-01..2026-06-30");
        assert_eq!(of(ReportPeriod::LastMonth, "2026-03-31"), "2026-02-01..2026-02-28");
        assert_eq!(of(ReportPeriod::ThisQuarter, "2026-06-30"), "2026-04-01..2026-06-30");
        assert_eq!(of(ReportPeriod::LastQuarter, "2026-01-01"), "2025-10-01..2025-12-31");
        assert_eq!(of(ReportPeriod::YearToDate, "2026-06-10"), "2026-01-01..2026-06-10");
    }
}
