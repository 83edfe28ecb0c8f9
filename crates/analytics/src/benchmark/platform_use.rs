use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::usage::percentile;

/// The share of staff that came by; none without any staff (M150).
pub fn share_of_staff(came: i64, staff: i64) -> Option<Decimal> {
    Decimal::from(came).checked_div(Decimal::from(staff))
}

/// How many different clients were contacted because of what the product said.
pub fn clients_contacted<C: Ord>(contacts: impl IntoIterator<Item = C>) -> usize {
    contacts.into_iter().collect::<BTreeSet<C>>().len()
}

/// The median seconds from the start of a session to the first client at risk that was opened; none without any.
pub fn time_to_identify(seconds: &[i64]) -> Option<Decimal> {
    let mut sorted: Vec<Decimal> = seconds.iter().copied().map(Decimal::from).collect();
    sorted.sort_unstable();
    percentile(&sorted, Decimal::from(50))
}
