use domain::NullReason;
use rust_decimal::Decimal;

/// What became of the renewals that were due in a period, each counted in the period of its original due date (M089).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RenewalOutcomes {
    /// Signed, early or late.
    pub won: i64,
    /// Lost.
    pub lost: i64,
    /// Open, and past due beyond the days of grace: they count as not renewed.
    pub beyond_grace: i64,
    /// Open, not due yet or within the days of grace: they do not count yet.
    pub open: i64,
    /// What the signed ones and those that count against them were worth when due, in one currency.
    pub due: Decimal,
    /// Σ min(renewed, due) of the same.
    pub kept: Decimal,
    /// Σ renewed of the same.
    pub renewed: Decimal,
}

impl RenewalOutcomes {
    /// Adds a renewal that is decided: what it was worth when due, and what it was renewed for, nothing if it was not.
    pub fn add_decided(&mut self, due: Decimal, renewed: Decimal) {
        match renewed.is_zero() {
            true => self.lost += 1,
            false => self.won += 1,
        }
        self.due += due;
        self.kept += renewed.min(due);
        self.renewed += renewed;
    }

    /// Won ÷ (won + lost + beyond grace), as a ratio; none where nothing is decided.
    pub fn rate(&self) -> Result<Decimal, NullReason> {
        let decided = self.won + self.lost + self.beyond_grace;
        Decimal::from(self.won).checked_div(Decimal::from(decided)).ok_or(NullReason::ZeroDenominator)
    }

    /// Whether something is still open, so that the rates may change.
    pub fn is_provisional(&self) -> bool {
        self.open > 0
    }

    /// Σ min(renewed, due) ÷ Σ due, as a ratio.
    pub fn gross_rate(&self) -> Result<Decimal, NullReason> {
        self.kept.checked_div(self.due).ok_or(NullReason::ZeroDenominator)
    }

    /// Σ renewed ÷ Σ due, as a ratio.
    pub fn net_rate(&self) -> Result<Decimal, NullReason> {
        self.renewed.checked_div(self.due).ok_or(NullReason::ZeroDenominator)
    }
}
