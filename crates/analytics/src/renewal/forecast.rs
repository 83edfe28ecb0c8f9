use domain::{NullReason, revenue::ForecastCategory};
use rust_decimal::Decimal;

/// How likely an amount of this category is to come, as a ratio (`[forecast]` of §1); what is closed is certain.
pub fn forecast_probability(category: ForecastCategory) -> Decimal {
    match category {
        ForecastCategory::ClosedWon => Decimal::ONE,
        ForecastCategory::Commit => Decimal::new(95, 2),
        ForecastCategory::BestCase => Decimal::new(70, 2),
        ForecastCategory::Pipeline => Decimal::new(40, 2),
        ForecastCategory::Omitted | ForecastCategory::ClosedLost => Decimal::ZERO,
    }
}

/// What renewals due in a period are expected to bring (M090).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RenewalForecast {
    /// Σ amount due, in one currency.
    pub due: Decimal,
    /// Σ amount × probability.
    pub weighted: Decimal,
}

impl RenewalForecast {
    /// Adds amounts up, each with its category.
    pub fn of(amounts: impl IntoIterator<Item = (ForecastCategory, Decimal)>) -> Self {
        amounts.into_iter().fold(Self::default(), |sums, (category, amount)| Self {
            due: sums.due + amount,
            weighted: sums.weighted + amount * forecast_probability(category),
        })
    }

    /// Weighted ÷ due, as a ratio.
    pub fn rate(&self) -> Result<Decimal, NullReason> {
        self.weighted.checked_div(self.due).ok_or(NullReason::ZeroDenominator)
    }

    /// How far the rate is from `target`, both as ratios: below zero where it falls short.
    pub fn against(&self, target: Decimal) -> Result<Decimal, NullReason> {
        self.rate().map(|rate| rate - target)
    }
}
