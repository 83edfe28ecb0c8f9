//! How well the churn heuristic of metrics.md §10.3 tells, month by month, who will be gone within 90 days. A portfolio
//! in which it could not, or could without fail, would teach its readers something false.

mod facts;
#[cfg(test)]
pub(crate) use facts::facts;

use analytics::churn::{DEFAULT_BASE_RATE, auc, heuristic, heuristic_inputs};
use analytics::client::is_active;
use analytics::health::feeds::Feeds;
use analytics::health::history::ClientHistory;
use analytics::settings::MetricSettings;
use chrono::{Datelike, Days, Months, NaiveDate};

use crate::parameters::Parameters;
use crate::portfolio::ClientRows;

/// Days within which a departure counts.
const HORIZON: u64 = 90;
/// Days from the first one until every window has its history.
const WARM_UP: u64 = 90;

/// Scores at the first of each month, each with what became of the client.
#[derive(Debug, Clone, Default)]
pub struct Backtest {
    pairs: Vec<(f64, bool)>,
}

impl Backtest {
    /// Adds the months of one client.
    pub fn add(&mut self, rows: &ClientRows, parameters: &Parameters) {
        let as_of = parameters.as_of;
        let Some(facts) = facts::facts(rows, as_of) else { return };
        let settings = MetricSettings::default();
        let now = as_of.and_time(chrono::NaiveTime::MIN).and_utc();
        let feeds = Feeds::imported(now, parameters.first_day);
        let history = ClientHistory::new(facts);
        let churned = history.contract().churned_at;
        for month in months(parameters) {
            if !is_active(&history, &settings, month) {
                continue;
            }
            let risk =
                heuristic(&heuristic_inputs(&history, &feeds, &settings, month), DEFAULT_BASE_RATE, &settings.churn);
            let leaves = churned.is_some_and(|day| day <= month + Days::new(HORIZON));
            self.pairs.push((risk.p90, leaves));
        }
    }

    /// P(a client that leaves scores higher than one that stays); none without both kinds.
    pub fn auc(&self) -> Option<f64> {
        auc(&self.pairs)
    }

    /// Snapshots, and those of clients that left within the horizon.
    pub fn counts(&self) -> (usize, usize) {
        (self.pairs.len(), self.pairs.iter().filter(|pair| pair.1).count())
    }
}

/// The firsts of months whose outcome is known.
fn months(parameters: &Parameters) -> impl Iterator<Item = NaiveDate> {
    let from = parameters.first_day + Days::new(WARM_UP);
    let last = parameters.as_of - Days::new(HORIZON);
    let first = from.with_day(1).unwrap_or(from) + Months::new(1);
    std::iter::successors(Some(first), |month| Some(*month + Months::new(1))).take_while(move |month| *month <= last)
}
