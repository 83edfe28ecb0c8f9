use chrono::{Datelike, Days, Months, NaiveDate};
use domain::NullReason;
use rust_decimal::Decimal;

use super::Window;

/// What a period is, which decides what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodKind {
    /// The calendar month of the given date, up to it.
    Month,
    /// The calendar quarter of the given date, up to it.
    Quarter,
    /// From the first of January to the given date.
    YearToDate,
    /// Any dates.
    Custom(NaiveDate),
}

/// The period before (§0.2). `end` is the last elapsed day; for `Custom` the kind holds the first.
/// A period that is not over is compared with as many days of the unit before, within that unit.
pub fn previous_period(kind: PeriodKind, end: NaiveDate) -> Option<Window> {
    match kind {
        PeriodKind::Month => previous_unit(end, first_of_month(end)?, 1),
        PeriodKind::Quarter => {
            let month = end.month0() / 3 * 3 + 1;
            previous_unit(end, NaiveDate::from_ymd_opt(end.year(), month, 1)?, 3)
        }
        PeriodKind::YearToDate => {
            same_period_last_year(Window { start: NaiveDate::from_ymd_opt(end.year(), 1, 1)?, end })
        }
        PeriodKind::Custom(start) => {
            let days = u64::try_from(Window { start, end }.days()).ok()?;
            Some(Window { start: start.checked_sub_days(Days::new(days))?, end: start.pred_opt()? })
        }
    }
}

/// Both ends twelve months earlier, clamped to the end of the month (§0.2).
pub fn same_period_last_year(period: Window) -> Option<Window> {
    let shift = Months::new(12);
    Some(Window { start: period.start.checked_sub_months(shift)?, end: period.end.checked_sub_months(shift)? })
}

/// The change relative to what it was (§0.2), as a ratio.
pub fn pct_change(previous: Decimal, current: Decimal) -> Result<Decimal, NullReason> {
    match (previous.is_zero(), current.is_zero()) {
        (true, true) => Ok(Decimal::ZERO),
        (true, false) => Err(NullReason::ZeroDenominator),
        _ => Ok((current - previous) / previous.abs()),
    }
}

fn previous_unit(end: NaiveDate, start: NaiveDate, months: u32) -> Option<Window> {
    let unit = Months::new(months);
    let next = start.checked_add_months(unit)?;
    let before = start.checked_sub_months(unit)?;
    let last = start.pred_opt()?;
    // A whole unit is compared with the whole unit before, however long that one is.
    if end.succ_opt()? == next {
        return Some(Window { start: before, end: last });
    }
    let elapsed = u64::try_from((end - start).num_days()).ok()?;
    Some(Window { start: before, end: before.checked_add_days(Days::new(elapsed))?.min(last) })
}

fn first_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)
}
