//! Figures as sentences need them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::round::round;

/// `1 day`, `2 days`.
pub(crate) fn count(n: i64, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// `Jun 30, 2026`, with the year: the sentence is read for a year.
pub(crate) fn date(day: NaiveDate) -> String {
    day.format("%b %-d, %Y").to_string()
}

/// A ratio as a percentage with one decimal place, without one that is zero.
pub(crate) fn percent(ratio: Decimal) -> String {
    format!("{}%", decimal(ratio * Decimal::ONE_HUNDRED))
}

/// One decimal place, unless it is zero.
pub(crate) fn decimal(value: Decimal) -> String {
    round(value, 1).normalize().to_string()
}

/// An amount of money with its currency, in whole units with separators: `USD 12,500`.
pub(crate) fn money(amount: Decimal, currency: &str) -> String {
    let whole = round(amount, 0).normalize().to_string();
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole.as_str()), |digits| ("-", digits));
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{currency} {sign}{grouped}")
}
