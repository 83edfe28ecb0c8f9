use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// What one unit of a currency was worth in the reporting currency, by the day that was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublishedRates(Vec<(NaiveDate, Decimal)>);

impl PublishedRates {
    /// The rates in any order.
    pub fn new(mut published: Vec<(NaiveDate, Decimal)>) -> Self {
        published.sort_unstable();
        Self(published)
    }

    /// The one rate of the month of a day: the last one published before that month began (§0.4), so that nothing moves
    /// within a month.
    pub fn of_month(&self, day: NaiveDate) -> Option<Decimal> {
        let first = day.with_day(1).unwrap_or(day);
        let before = self.0.partition_point(|(date, _)| *date < first);
        before.checked_sub(1).map(|index| self.0[index].1)
    }
}

/// How an amount in the currency of a contract becomes one in the reporting currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conversion {
    /// It is in the reporting currency already.
    None,
    /// At the rate of the month of the day asked about.
    Monthly(Arc<PublishedRates>),
}

impl Conversion {
    /// An amount on a day; none without a rate for it (§0.4).
    pub fn convert(&self, amount: Decimal, day: NaiveDate) -> Option<Decimal> {
        self.rate(day).and_then(|rate| amount.checked_mul(rate))
    }

    /// What one unit is worth on a day.
    pub fn rate(&self, day: NaiveDate) -> Option<Decimal> {
        match self {
            Self::None => Some(Decimal::ONE),
            Self::Monthly(rates) => rates.of_month(day),
        }
    }
}
