use chrono::{Days, NaiveDate};
use domain::revenue::OpportunityOutcome;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::health::history::ClientHistory;
use crate::round::round;

/// The days between orders of a customer with too few to tell.
const DEFAULT_ORDER_GAP: u64 = 365;

/// The due date: of the open renewal, else the one a person or the CRM entered, else the end of the
/// contract, else what the rhythm of orders suggests (§8).
pub fn due_date(history: &ClientHistory, as_of: NaiveDate) -> Option<NaiveDate> {
    history.money.open_renewal(as_of).and_then(|renewal| renewal.due_on).or_else(|| dated_renewal(history, as_of))
}

/// The same without an open renewal. A date whose renewal was already won is settled.
pub(crate) fn dated_renewal(history: &ClientHistory, as_of: NaiveDate) -> Option<NaiveDate> {
    let contract = &history.contract;
    let settled_until = match history.money.closed_renewal(as_of) {
        Some((won, OpportunityOutcome::Won)) => won.due_on,
        _ => None,
    };
    let entered = contract.next_renewal_date.or(contract.contract_end_date);
    let due = entered.or_else(|| {
        let known = history.orders.partition_point(|date| *date <= as_of);
        due_after_orders(&history.orders[..known])
    })?;
    settled_until.is_none_or(|settled| due > settled).then_some(due)
}

/// The last order plus the median gap between orders; plus a year with fewer than three.
pub fn due_after_orders(orders: &[NaiveDate]) -> Option<NaiveDate> {
    let gap = median_order_gap(orders).unwrap_or(DEFAULT_ORDER_GAP);
    orders.iter().max()?.checked_add_days(Days::new(gap))
}

/// The median days between orders, from three orders on.
pub fn median_order_gap(orders: &[NaiveDate]) -> Option<u64> {
    if orders.len() < 3 {
        return None;
    }
    let mut sorted = orders.to_vec();
    sorted.sort_unstable();
    let mut gaps: Vec<i64> = sorted.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    gaps.sort_unstable();
    let (low, high) = (gaps[(gaps.len() - 1) / 2], gaps[gaps.len() / 2]);
    round(Decimal::from(low + high) / Decimal::TWO, 0).to_u64()
}
