//! Dates are local dates in the reporting time zone; an as-of date means the end of that day (§0.1).

mod compare;
mod preset;
mod window;

pub use compare::{PeriodKind, pct_change, previous_period, same_period_last_year};
pub use preset::preset;
pub use window::{Window, end_of_day, local_date, time_zone, trailing};
