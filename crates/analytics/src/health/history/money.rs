use chrono::NaiveDate;
use domain::revenue::{OpportunityOutcome, OpportunityType};
use rust_decimal::Decimal;

use super::dated::count_within;
use crate::health::facts::{ArrFacts, InvoiceFacts, OpportunityFacts};
use crate::period::Window;

/// Invoices, renewals and ARR.
#[derive(Debug, Clone)]
pub(crate) struct Money {
    /// Not void, by due date.
    invoices: Vec<InvoiceFacts>,
    failed_charges: Vec<NaiveDate>,
    /// Renewals only, by due date.
    pub(crate) renewals: Vec<OpportunityFacts>,
    arr: Vec<ArrFacts>,
}

impl Money {
    pub(super) fn new(
        mut invoices: Vec<InvoiceFacts>,
        mut failed_charges: Vec<NaiveDate>,
        mut opportunities: Vec<OpportunityFacts>,
        mut arr: Vec<ArrFacts>,
    ) -> Self {
        invoices.retain(|invoice| !invoice.is_void);
        invoices.sort_unstable_by_key(|invoice| invoice.due_on);
        failed_charges.sort_unstable();
        opportunities.retain(|opportunity| opportunity.kind == OpportunityType::Renewal);
        opportunities.sort_by_key(|opportunity| {
            (opportunity.due_on, opportunity.opened_on, opportunity.closed_on, opportunity.forecast_category)
        });
        arr.sort_by_key(|row| (row.valid_from, row.native));
        Self { invoices, failed_charges, renewals: opportunities, arr }
    }

    pub(super) fn earliest_invoice(&self) -> Option<NaiveDate> {
        self.invoices.iter().map(|invoice| invoice.issued_on).min()
    }

    pub(super) fn earliest_renewal(&self) -> Option<NaiveDate> {
        self.renewals.iter().map(|renewal| renewal.opened_on).min()
    }

    pub(crate) fn has_invoices(&self, as_of: NaiveDate) -> bool {
        self.invoices.iter().any(|invoice| invoice.issued_on <= as_of)
    }

    /// Days the oldest unpaid invoice is past due; an invoice paid later was still unpaid then.
    pub(crate) fn days_past_due(&self, as_of: NaiveDate) -> i64 {
        self.invoices
            .iter()
            .take_while(|invoice| invoice.due_on < as_of)
            .find(|invoice| invoice.issued_on <= as_of && invoice.paid_on.is_none_or(|paid| paid > as_of))
            .map_or(0, |invoice| (as_of - invoice.due_on).num_days())
    }

    pub(crate) fn failed_charges(&self, window: Window) -> i64 {
        i64::try_from(count_within(&self.failed_charges, window)).unwrap_or(i64::MAX)
    }

    /// The renewal that is open, the earliest due first.
    pub(crate) fn open_renewal(&self, as_of: NaiveDate) -> Option<&OpportunityFacts> {
        let is_open = |renewal: &&OpportunityFacts| {
            renewal.opened_on <= as_of && renewal.closed_on.is_none_or(|closed| closed > as_of)
        };
        self.renewals.iter().filter(is_open).min_by_key(|renewal| renewal.due_on.unwrap_or(NaiveDate::MAX))
    }

    /// The renewal that was closed last, and how.
    pub(crate) fn closed_renewal(&self, as_of: NaiveDate) -> Option<(&OpportunityFacts, OpportunityOutcome)> {
        self.renewals
            .iter()
            .filter(|renewal| renewal.closed_on.is_some_and(|closed| closed <= as_of))
            .filter_map(|renewal| Some((renewal, renewal.outcome?)))
            .max_by_key(|(renewal, _)| (renewal.closed_on, renewal.due_on))
    }

    /// The ARR row that holds on a date.
    pub(crate) fn arr_row(&self, as_of: NaiveDate) -> Option<&ArrFacts> {
        let index = self.arr.partition_point(|row| row.valid_from <= as_of).checked_sub(1)?;
        self.arr.get(index)
    }

    /// ARR on a date at the rate of its month: none without a row, or without a rate.
    pub(crate) fn arr_at(&self, as_of: NaiveDate) -> Option<Decimal> {
        let row = self.arr_row(as_of)?;
        row.conversion.convert(row.native, as_of)
    }

    /// Whether the client pays on a date, whatever that is worth.
    pub(crate) fn pays(&self, as_of: NaiveDate) -> bool {
        self.arr_row(as_of).is_some_and(|row| row.native > Decimal::ZERO)
    }
}
