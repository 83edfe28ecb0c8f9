//! Movements of money between currencies (§0.4): a month uses one rate, and a change of the rate is
//! a row of its own, never expansion or contraction.

mod rates;

use rust_decimal::Decimal;

pub use rates::{Conversion, PublishedRates};

/// An amount that opened a month, what was added in it, and what the change of the rate did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    /// The opening amount at the rate of the month before.
    pub opening: Decimal,
    /// The movement at the rate of the month.
    pub movement: Decimal,
    /// The opening amount times the change of the rate.
    pub fx: Decimal,
}

impl Converted {
    /// Opening + movement + fx.
    pub fn closing(&self) -> Decimal {
        self.opening + self.movement + self.fx
    }
}

/// Converts a month's opening and movement in one native currency.
pub fn convert_month(
    opening_native: Decimal,
    movement_native: Decimal,
    previous_rate: Decimal,
    rate: Decimal,
) -> Converted {
    Converted {
        opening: opening_native * previous_rate,
        movement: movement_native * rate,
        fx: opening_native * (rate - previous_rate),
    }
}

#[cfg(test)]
mod tests;
