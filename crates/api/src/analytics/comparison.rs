//! A figure of today beside its past, from the daily snapshots of the caller's scope.

use std::collections::HashMap;

use api_types::analytics::{Comparison, HistoryPoint};
use chrono::{Datelike as _, Duration, Months, NaiveDate};
use domain::NullReason;
use rust_decimal::Decimal;
use store::analytics::SnapshotRow;

/// Weeks a card's small line goes back.
const HISTORY_WEEKS: i64 = 12;

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// The close of the month before: "+2 this month".
    MonthOpening,
    /// Seven days ago.
    LastWeek,
    /// A month ago.
    LastMonth,
}

impl Against {
    fn kind(self) -> &'static str {
        match self {
            Self::MonthOpening => "MONTH_OPENING",
            Self::LastWeek => "LAST_WEEK",
            Self::LastMonth => "LAST_MONTH",
        }
    }

    fn day(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::MonthOpening => today.with_day(1).unwrap_or(today) - Duration::days(1),
            Self::LastWeek => today - Duration::days(7),
            Self::LastMonth => today - Months::new(1),
        }
    }
}

/// The past of several figures.
#[derive(Debug)]
pub(crate) struct Past {
    today: NaiveDate,
    values: HashMap<(String, NaiveDate), Decimal>,
}

impl Past {
    /// Every day any comparison or small line needs.
    pub(crate) fn days(today: NaiveDate) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = history_days(today).collect();
        days.extend([Against::MonthOpening, Against::LastWeek, Against::LastMonth].map(|against| against.day(today)));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Values by day; a mean is divided here, once.
    pub(crate) fn new(today: NaiveDate, rows: Vec<SnapshotRow>) -> Self {
        let values = rows
            .into_iter()
            .filter_map(|row| {
                let value = match (row.value, row.numerator, row.denominator) {
                    (Some(value), ..) => Some(value),
                    (None, Some(numerator), Some(denominator)) => numerator.checked_div(denominator),
                    _ => None,
                };
                Some(((row.metric, row.as_of), value?))
            })
            .collect();
        Self { today, values }
    }

    /// A figure against its past. `places` is how the figure itself is rounded, so that the change is that of what is shown.
    pub(super) fn compare(
        &self,
        metric: &str,
        now: Option<Decimal>,
        against: Against,
        unit: &str,
        places: u32,
    ) -> Comparison {
        let date = against.day(self.today);
        let value = self.at(metric, date, places);
        let delta = now.zip(value).map(|(now, then)| now - then);
        Comparison {
            kind: against.kind().to_owned(),
            date,
            value,
            delta,
            delta_unit: unit.to_owned(),
            null_reason: delta.is_none().then_some(NullReason::InsufficientHistory),
        }
    }

    /// The weekly line that ends with the present value.
    pub(crate) fn history(&self, metric: &str, now: Option<Decimal>, places: u32) -> Vec<HistoryPoint> {
        history_days(self.today)
            .map(|date| HistoryPoint {
                date,
                value: if date == self.today { now } else { self.at(metric, date, places) },
            })
            .collect()
    }

    fn at(&self, metric: &str, date: NaiveDate, places: u32) -> Option<Decimal> {
        self.values.get(&(metric.to_owned(), date)).map(|value| analytics::round::round(*value, places))
    }
}

fn history_days(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..=HISTORY_WEEKS).rev().map(move |week| today - Duration::weeks(week))
}
