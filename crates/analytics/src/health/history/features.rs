use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::health::facts::FeatureFacts;
use crate::period::Window;

/// One feature, its uses summed up.
#[derive(Debug, Clone)]
pub struct FeatureSeries {
    /// The key of the catalogue.
    pub feature_key: String,
    /// Expected use within the window.
    pub expected_usage: Option<Decimal>,
    /// The days that is measured over.
    pub window_days: u32,
    licensed: Option<NaiveDate>,
    configured: Option<NaiveDate>,
    dates: Vec<NaiveDate>,
    totals: Vec<i64>,
}

impl FeatureSeries {
    pub(super) fn new(facts: FeatureFacts) -> Self {
        let since = |on: bool, date: Option<NaiveDate>| on.then(|| date.unwrap_or(NaiveDate::MIN));
        let mut uses = facts.uses;
        uses.sort_unstable();
        let mut dates: Vec<NaiveDate> = Vec::with_capacity(uses.len());
        let mut totals: Vec<i64> = Vec::with_capacity(uses.len());
        let mut running = 0;
        for (date, count) in uses {
            running += count;
            match (dates.last(), totals.last_mut()) {
                (Some(last), Some(total)) if *last == date => *total = running,
                _ => {
                    dates.push(date);
                    totals.push(running);
                }
            }
        }
        Self {
            licensed: since(facts.is_licensed, facts.licensed_on),
            configured: since(facts.is_configured, facts.configured_on),
            feature_key: facts.feature_key,
            expected_usage: facts.expected_usage,
            window_days: u32::try_from(facts.window_days).unwrap_or(30).max(1),
            dates,
            totals,
        }
    }

    /// Whether the contract included it by then.
    pub fn is_licensed(&self, as_of: NaiveDate) -> bool {
        self.licensed.is_some_and(|date| date <= as_of)
    }

    /// Whether it was set up by then.
    pub fn is_configured(&self, as_of: NaiveDate) -> bool {
        self.configured.is_some_and(|date| date <= as_of)
    }

    pub(super) fn earliest(&self) -> Option<NaiveDate> {
        self.dates.first().copied()
    }

    /// Uses within a window.
    pub fn uses(&self, window: Window) -> i64 {
        let at = |count: usize| count.checked_sub(1).map_or(0, |index| self.totals[index]);
        let before = self.dates.partition_point(|date| *date < window.start);
        let until = self.dates.partition_point(|date| *date <= window.end).max(before);
        at(until) - at(before)
    }

    /// The last day it was used on.
    pub fn last_used(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let until = self.dates.partition_point(|date| *date <= as_of);
        (0..until)
            .rev()
            .find(|index| self.totals[*index] > index.checked_sub(1).map_or(0, |i| self.totals[i]))
            .map(|index| self.dates[index])
    }
}
