//! Half-even rounding: the only round-to-nearest rule that reproduces the documents' 62.5 to 62.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Decimal places measured inputs are kept with, those of the `NUMERIC(20, 6)` columns beside them.
pub const INPUT_PLACES: u32 = 6;
/// Decimal places component scores are kept with. More than a column needs, so that contributions
/// computed from two stored days add up within 1e-6.
pub const COMPONENT_PLACES: u32 = 12;
/// Decimal places a composite score is kept with. Fewer than a component has, so that 58.4999999999
/// made of repeating fractions is the 58.5 it stands for before it becomes an integer.
pub const SCORE_PLACES: u32 = 9;

/// Rounds half to even (§0.3).
pub fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp(places)
}

/// The integer score that is stored and shown.
pub fn round_to_score(value: Decimal) -> i16 {
    round(value, 0).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).to_i16().unwrap_or_default()
}

/// A probability as an integer percentage, by the same rule.
pub fn probability_to_score(probability: f64) -> i16 {
    round_to_score(Decimal::from_f64_retain(probability).unwrap_or_default() * Decimal::ONE_HUNDRED)
}

/// A whole number of points, which may be negative: the change of a score.
pub fn round_to_points(value: Decimal) -> i16 {
    round(value, 0).to_i16().unwrap_or_default()
}
