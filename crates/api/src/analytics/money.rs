use analytics::round::round;
use rust_decimal::Decimal;

/// An amount as a card shows it: `$480K`, `$4.0M`.
pub(super) fn short(amount: Decimal, currency: &str) -> String {
    let symbol = match currency {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        other => format!("{other} "),
    };
    let thousand = Decimal::from(1_000);
    let million = Decimal::from(1_000_000);
    let size = amount.abs();
    let text = if size >= million * Decimal::from(100) {
        format!("{}M", round(amount / million, 0))
    } else if size >= million {
        format!("{:.1}M", round(amount / million, 1))
    } else if size >= thousand {
        format!("{}K", round(amount / thousand, 0))
    } else {
        round(amount, 0).to_string()
    };
    format!("{symbol}{text}")
}

/// A share in percent with one decimal; none of nothing.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<f64> {
    use rust_decimal::prelude::ToPrimitive as _;
    if whole.is_zero() {
        return None;
    }
    round(part * Decimal::ONE_HUNDRED / whole, 1).to_f64()
}
