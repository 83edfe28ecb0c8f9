use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::health::facts::OutcomeFacts;
use crate::period::Window;

/// One outcome, its actuals and targets summed up by date.
#[derive(Debug, Clone)]
pub(crate) struct OutcomeSeries {
    pub(crate) metric_key: String,
    dates: Vec<NaiveDate>,
    totals: Vec<(Decimal, Decimal)>,
}

impl OutcomeSeries {
    pub(super) fn group(mut facts: Vec<OutcomeFacts>) -> Vec<Self> {
        facts.sort_by_key(|fact| fact.date);
        let mut series: BTreeMap<String, Self> = BTreeMap::new();
        for fact in facts {
            let one = series.entry(fact.metric_key.clone()).or_insert_with(|| Self {
                metric_key: fact.metric_key,
                dates: Vec::new(),
                totals: Vec::new(),
            });
            let (actual, target) = one.totals.last().copied().unwrap_or_default();
            one.dates.push(fact.date);
            one.totals.push((actual + fact.actual, target + fact.target));
        }
        series.into_values().collect()
    }

    pub(super) fn earliest(&self) -> Option<NaiveDate> {
        self.dates.first().copied()
    }

    /// Actual and target within a window; none when nothing was reported.
    pub(crate) fn within(&self, window: Window) -> Option<(Decimal, Decimal)> {
        let before = self.dates.partition_point(|date| *date < window.start);
        let until = self.dates.partition_point(|date| *date <= window.end);
        if until <= before {
            return None;
        }
        let at = |count: usize| count.checked_sub(1).map_or((Decimal::ZERO, Decimal::ZERO), |index| self.totals[index]);
        let (start, end) = (at(before), at(until));
        Some((end.0 - start.0, end.1 - start.1))
    }
}
