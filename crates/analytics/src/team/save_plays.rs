use domain::NullReason;
use rust_decimal::Decimal;

/// The save plays that were closed in a period (M129).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SavePlayCounts {
    /// Closed as saved.
    pub saved: i64,
    /// Of those, clients that left within ninety days after all.
    pub saved_then_churned: i64,
    /// Of those, closed less than ninety days ago: they may still leave.
    pub saved_lately: i64,
    /// Closed as lost.
    pub lost: i64,
}

impl SavePlayCounts {
    /// Those that saved a client.
    pub fn successes(&self) -> i64 {
        self.saved - self.saved_then_churned
    }

    /// Those that were decided; cancelled ones are not.
    pub fn decided(&self) -> i64 {
        self.saved + self.lost
    }

    /// Successes ÷ decided, as a ratio.
    pub fn success_rate(&self) -> Result<Decimal, NullReason> {
        Decimal::from(self.successes()).checked_div(Decimal::from(self.decided())).ok_or(NullReason::ZeroDenominator)
    }

    /// Whether a success may still turn out to be none.
    pub fn is_provisional(&self) -> bool {
        self.saved_lately > 0
    }
}
