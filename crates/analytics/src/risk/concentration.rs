use domain::NullReason;
use rust_decimal::Decimal;

/// A group with more than this much of its fair share of the risk is where it gathers, as a ratio.
const CONCENTRATED_ABOVE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// How much of the ARR at risk a group holds, beside how much of all ARR it holds (M011).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concentration {
    /// Its part of the ARR at risk, as a ratio.
    pub share_of_risk: Decimal,
    /// Its part of all ARR, as a ratio.
    pub share_of_arr: Decimal,
    /// The first ÷ the second: 1 is its fair share.
    pub index: Decimal,
}

impl Concentration {
    /// Compares ARR at risk and ARR of a group with those of everyone, all in one currency. None where a sum that it
    /// divides by is zero.
    pub fn of(group: ArrAtRisk, everyone: ArrAtRisk) -> Result<Self, NullReason> {
        let ratio = |part: Decimal, of: Decimal| part.checked_div(of).ok_or(NullReason::ZeroDenominator);
        let share_of_risk = ratio(group.at_risk, everyone.at_risk)?;
        let share_of_arr = ratio(group.arr, everyone.arr)?;
        Ok(Self { share_of_risk, share_of_arr, index: ratio(share_of_risk, share_of_arr)? })
    }

    /// Whether the risk gathers here: an index above 1.5.
    pub fn is_concentrated(&self) -> bool {
        self.index > CONCENTRATED_ABOVE
    }
}

/// ARR of a group, and how much of it is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrAtRisk {
    /// ARR at risk.
    pub at_risk: Decimal,
    /// All ARR.
    pub arr: Decimal,
}
