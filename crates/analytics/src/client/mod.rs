//! Whether a client is active on a date (§0.5), and its ARR then (M061).

use chrono::{Days, NaiveDate};
use domain::NullReason;
use domain::client::{ArrSource, LifecycleStatus};
use domain::revenue::OpportunityOutcome;
use rust_decimal::Decimal;

use crate::currency::{Conversion, Converted, convert_month};
use crate::health::history::ClientHistory;
use crate::settings::MetricSettings;

/// Days an order keeps a customer without a contract active.
const ORDER_DAYS: i64 = 365;

/// ARR on a date in the reporting currency. A client that has left has none; without a row, or
/// without an exchange rate, it is unknown.
pub fn arr(history: &ClientHistory, as_of: NaiveDate) -> Result<Decimal, NullReason> {
    if history.has_churned(as_of) {
        return Ok(Decimal::ZERO);
    }
    history.money.arr_at(as_of).ok_or(NullReason::NoData)
}

/// How ARR came from one day to a later one: what was agreed in between, at the rate of the later month, and apart from
/// that what the rate did to what had been agreed before. A rate that moves is neither expansion nor contraction (§0.4).
pub fn arr_change(history: &ClientHistory, from: NaiveDate, to: NaiveDate) -> Result<Converted, NullReason> {
    let money = |day| {
        let row = history.money.arr_row(day).filter(|_| !history.has_churned(day));
        let native = row.map_or(Decimal::ZERO, |row| row.native);
        (native, row.map(|row| &row.conversion))
    };
    let ((opening, before), (closing, after)) = (money(from), money(to));
    let Some(conversion) = after.or(before) else { return Err(NullReason::NoData) };
    let rate = |conversion: &Conversion, day| conversion.rate(day).ok_or(NullReason::NoData);
    let Some(before) = before else {
        return Ok(convert_month(Decimal::ZERO, closing, Decimal::ZERO, rate(conversion, to)?));
    };
    let split = convert_month(opening, Decimal::ZERO, rate(before, from)?, rate(before, to)?);
    // Both ends at the rate of the later month, so that a contract moved to another currency is no movement either.
    let movement = closing * rate(conversion, to)? - opening * rate(before, to)?;
    Ok(Converted { movement, ..split })
}

/// Twelve times MRR (M061).
pub fn arr_of_mrr(mrr: Decimal) -> Decimal {
    mrr * Decimal::from(12)
}

/// Whether a client is active on a date: it pays, or its contract runs, or it ordered within a year.
/// Trials are not active clients, and neither is one that has left.
pub fn is_active(history: &ClientHistory, settings: &MetricSettings, as_of: NaiveDate) -> bool {
    let contract = &history.contract;
    if contract.lifecycle_status == LifecycleStatus::Trial || history.has_churned(as_of) {
        return false;
    }
    if history.money.pays(as_of) {
        return true;
    }
    match contract.contract_start_date {
        Some(start) => contract.arr_source != ArrSource::Billing && start <= as_of && runs(history, settings, as_of),
        None => {
            let last = history.orders[..history.orders.partition_point(|date| *date <= as_of)].last();
            last.is_some_and(|order| (as_of - *order).num_days() <= ORDER_DAYS)
        }
    }
}

/// Whether the contract has not ended, or ended within the grace with its renewal still open.
fn runs(history: &ClientHistory, settings: &MetricSettings, as_of: NaiveDate) -> bool {
    let Some(end) = history.contract.contract_end_date else { return true };
    if end >= as_of {
        return true;
    }
    let grace = u64::try_from(settings.renewal.renewal_grace_days).unwrap_or(0);
    let is_lost = matches!(history.money.closed_renewal(as_of), Some((_, OpportunityOutcome::Lost)));
    end.checked_add_days(Days::new(grace)).is_some_and(|last| as_of <= last) && !is_lost
}

#[cfg(test)]
mod tests;
