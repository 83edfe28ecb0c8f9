use std::{collections::HashMap, sync::Arc};

use analytics::currency::{Conversion, PublishedRates};
use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use store::PgConnection;

use crate::Result;

/// Rates into the reporting currency, for every month of a range of days; a currency without one leaves its amounts
/// unknown (metrics.md §0.4).
#[derive(Debug)]
pub struct Rates {
    reporting_currency: String,
    by_currency: HashMap<String, Arc<PublishedRates>>,
}

impl Rates {
    /// The rates of the months from one day to another, in one statement however many months.
    pub async fn load(
        connection: &mut PgConnection,
        reporting_currency: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Self> {
        let first_of = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let mut published: HashMap<String, Vec<(NaiveDate, Decimal)>> = HashMap::new();
        for row in store::facts::fx_rates(connection, first_of(from), first_of(to)).await? {
            published.entry(row.currency).or_default().push((row.date, row.rate));
        }
        let by_currency =
            published.into_iter().map(|(currency, rates)| (currency, Arc::new(PublishedRates::new(rates)))).collect();
        Ok(Self { reporting_currency: reporting_currency.to_owned(), by_currency })
    }

    /// How amounts in a currency become amounts in the reporting currency.
    pub fn conversion(&self, currency: &str) -> Conversion {
        if currency == self.reporting_currency {
            return Conversion::None;
        }
        Conversion::Monthly(self.by_currency.get(currency).cloned().unwrap_or_default())
    }
}
