use domain::NullReason;
use rust_decimal::Decimal;

use crate::period::pct_change;

/// How far the goals of the product are reached: less churn, more expansion than before (M093).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalProgress {
    /// Change of the logo churn of six months against the baseline, as a ratio: below zero is better.
    pub churn: Result<Decimal, NullReason>,
    /// Change of the expansion ARR, as a ratio: above zero is better.
    pub expansion: Result<Decimal, NullReason>,
}

/// Compares the present with the six months before the product went live: logo churn as ratios, expansion ARR in one
/// currency, each as (before, now).
pub fn goal_progress(churn: (Decimal, Decimal), expansion: (Decimal, Decimal)) -> GoalProgress {
    GoalProgress { churn: pct_change(churn.0, churn.1), expansion: pct_change(expansion.0, expansion.1) }
}
