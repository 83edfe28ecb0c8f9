use std::cmp::Reverse;

use rust_decimal::Decimal;

/// A client at risk, as far as its place in the list goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtRiskAccount<I> {
    /// Which client.
    pub id: I,
    /// Its ARR.
    pub arr: Option<Decimal>,
    /// Its health.
    pub health_score: Option<i16>,
}

/// Sorts at-risk clients: most ARR first, then least healthy, then by id; unknown last (M013).
pub fn rank_at_risk<I: Ord>(accounts: &mut [AtRiskAccount<I>]) {
    accounts.sort_by(|a, b| {
        Reverse(a.arr)
            .cmp(&Reverse(b.arr))
            .then((a.health_score.is_none(), a.health_score).cmp(&(b.health_score.is_none(), b.health_score)))
            .then_with(|| a.id.cmp(&b.id))
    });
}

/// The count of active clients and how it moved in the month (M012).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientCount {
    /// Active at the end of the day before the month.
    pub opening: i64,
    /// Became active since.
    pub signed: i64,
    /// Left since.
    pub churned: i64,
}

impl ClientCount {
    /// Active now.
    pub fn closing(&self) -> i64 {
        self.opening + self.signed - self.churned
    }

    /// Closing − opening.
    pub fn month_to_date(&self) -> i64 {
        self.closing() - self.opening
    }
}
