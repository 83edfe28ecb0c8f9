use domain::NullReason;
use rust_decimal::Decimal;

/// Points from which on the health of a client improved.
pub const IMPROVED_FROM: i64 = 3;

/// How the health of a book changed over a period, of the clients scored at both ends (M121).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HealthChange {
    /// Clients scored at both.
    pub clients: i64,
    /// Those that gained three points or more.
    pub improved: i64,
    /// Σ of their changes, in points.
    pub sum: Decimal,
}

impl HealthChange {
    /// Adds the change of a client.
    pub fn add(&mut self, change: Decimal) {
        self.clients += 1;
        self.improved += i64::from(change >= Decimal::from(IMPROVED_FROM));
        self.sum += change;
    }

    /// Adds those of others.
    pub fn add_all(&mut self, others: &Self) {
        self.clients += others.clients;
        self.improved += others.improved;
        self.sum += others.sum;
    }

    /// The mean change in points.
    pub fn mean(&self) -> Result<Decimal, NullReason> {
        self.sum.checked_div(Decimal::from(self.clients)).ok_or(NullReason::NoData)
    }

    /// The share that improved, as a ratio.
    pub fn share_improved(&self) -> Result<Decimal, NullReason> {
        Decimal::from(self.improved).checked_div(Decimal::from(self.clients)).ok_or(NullReason::NoData)
    }
}
