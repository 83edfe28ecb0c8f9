//! What the pictures say, in a sentence.
use api_types::renewals::{RenewalMonth, RenewalSummary};
use rust_decimal::Decimal;

use crate::format;

/// The month in which most is due.
pub fn months(months: &[RenewalMonth], currency: &str) -> String {
    // Of equals the first.
    let most = months.iter().rev().max_by_key(|month| month.figures.arr);
    match most.filter(|month| month.figures.arr > Decimal::ZERO) {
        Some(most) => format!(
            "Most ARR is due in {}: {}",
            format::short_month(most.month),
            format::money_short(most.figures.arr, currency)
        ),
        None => "No renewal has a date within these months".to_owned(),
    }
}

/// Who has most due within the longest window.
pub fn csms(data: &RenewalSummary) -> String {
    let Some(first) = data.csms.first() else { return "Nothing is due soon".to_owned() };
    let name = first.csm.as_ref().map_or("Nobody's clients", |csm| &csm.name);
    match first.windows.last() {
        Some(window) if window.figures.arr > Decimal::ZERO => {
            format!("{name} has most due within {} days", window.days)
        }
        _ => "Due by client success manager".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use api_types::renewals::RenewalFigures;

    use super::*;

    fn month(day: &str, arr: i64) -> RenewalMonth {
        let figures = RenewalFigures {
            clients: 1,
            arr: Decimal::from(arr),
            n_without_arr: 0,
            at_risk_clients: 0,
            at_risk_arr: Decimal::ZERO,
        };
        RenewalMonth { month: day.parse().expect("a day"), figures }
    }

    #[test]
    fn of_equal_months_the_first_is_named() {
        let some = [month("2026-06-01", 5_000), month("2026-07-01", 90_000), month("2026-08-01", 90_000)];
        assert_eq!(months(&some, "USD"), "Most ARR is due in Jul 2026: $90K");
        assert_eq!(months(&[month("2026-06-01", 0)], "USD"), "No renewal has a date within these months");
    }
}
