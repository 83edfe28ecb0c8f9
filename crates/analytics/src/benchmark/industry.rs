use domain::NullReason;
use rust_decimal::Decimal;

/// The clients of an industry, summed (M141).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IndustrySums {
    /// Stored integer scores.
    pub health_sum: i64,
    /// Clients with one.
    pub scored: i64,
    /// Adoption scores.
    pub adoption_sum: Decimal,
    /// Clients with one.
    pub adopting: i64,
    /// Active twelve months ago.
    pub opened: i64,
    /// Of those, not active any more.
    pub lost: i64,
}

impl IndustrySums {
    /// Mean health; suppressed of fewer clients than may be shown.
    pub fn average_health(&self, min_clients: usize) -> Result<Decimal, NullReason> {
        mean(Decimal::from(self.health_sum), self.scored, min_clients)
    }

    /// Mean adoption; suppressed likewise.
    pub fn average_adoption(&self, min_clients: usize) -> Result<Decimal, NullReason> {
        mean(self.adoption_sum, self.adopting, min_clients)
    }

    /// Logo churn of twelve months, as a ratio; suppressed likewise.
    pub fn logo_churn(&self, min_clients: usize) -> Result<Decimal, NullReason> {
        mean(Decimal::from(self.lost), self.opened, min_clients)
    }
}

fn mean(sum: Decimal, n: i64, min_clients: usize) -> Result<Decimal, NullReason> {
    if n == 0 {
        return Err(NullReason::NoData);
    }
    if usize::try_from(n).unwrap_or(0) < min_clients {
        return Err(NullReason::SuppressedSmallN);
    }
    sum.checked_div(Decimal::from(n)).ok_or(NullReason::ZeroDenominator)
}
