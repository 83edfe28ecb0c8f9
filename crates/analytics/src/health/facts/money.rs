use chrono::NaiveDate;
use domain::revenue::{ForecastCategory, OpportunityOutcome, OpportunityType};
use rust_decimal::Decimal;

use crate::currency::Conversion;

/// An invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceFacts {
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// When it had to be paid.
    pub due_on: NaiveDate,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
    /// Whether it was cancelled: it then never counted.
    pub is_void: bool,
}

/// A renewal or an expansion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpportunityFacts {
    /// What it is about.
    pub kind: OpportunityType,
    /// Since when it exists.
    pub opened_on: NaiveDate,
    /// When the renewal is due.
    pub due_on: Option<NaiveDate>,
    /// How surely it will be won, as last known.
    pub forecast_category: ForecastCategory,
    /// Whether a person put it in the stage AT_RISK.
    pub is_at_risk: bool,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<OpportunityOutcome>,
    /// When the client gave notice.
    pub notice_given_on: Option<NaiveDate>,
}

/// ARR from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrFacts {
    /// The first day of this ARR.
    pub valid_from: NaiveDate,
    /// In the currency of the contract: what was agreed does not change with a rate.
    pub native: Decimal,
    /// How that becomes an amount in the reporting currency, on each day at the rate of its month.
    pub conversion: Conversion,
}
