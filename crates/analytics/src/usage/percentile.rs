use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The value below which a percentage of sorted values lies, by linear interpolation; none of nothing.
pub fn percentile(sorted: &[Decimal], percent: Decimal) -> Option<Decimal> {
    let last = sorted.len().checked_sub(1)?;
    let position = Decimal::from(last) * percent / Decimal::ONE_HUNDRED;
    let below = position.floor().to_usize().map_or(last, |index| index.min(last));
    let above = (below + 1).min(last);
    Some(sorted[below] + (sorted[above] - sorted[below]) * (position - Decimal::from(below)))
}
