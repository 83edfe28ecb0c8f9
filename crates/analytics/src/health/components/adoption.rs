use rust_decimal::Decimal;

use super::inputs::{Writer, attained, get, get_count};
use super::{ComponentInputs, Inputs};

/// The adoption score M040. `used` already counts by the configured numerator.
#[derive(Debug, Clone, PartialEq)]
pub struct AdoptionInputs {
    /// Licensed features that count as used; half ones by the weighted numerator.
    pub used: Decimal,
    /// Licensed features.
    pub licensed: i64,
}

impl ComponentInputs for AdoptionInputs {
    fn score(&self) -> Option<Decimal> {
        attained(self.used, self.licensed.into())
    }

    fn to_inputs(&self) -> Inputs {
        Writer::default().put("used", self.used).count("licensed", self.licensed).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self { used: get(inputs, "used")?, licensed: get_count(inputs, "licensed")? })
    }
}
