use domain::health::ChurnCategory;
use rust_decimal::Decimal;

use crate::round::{round, round_to_score};

/// Clients of one category, and what they are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CategorySums {
    /// How many.
    pub clients: i64,
    /// Those whose ARR is unknown.
    pub without_arr: i64,
    /// The ARR of the others.
    pub arr: Decimal,
}

/// Churn risk over many clients: counts, ARR and scores by category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChurnSums {
    low: CategorySums,
    medium: CategorySums,
    high: CategorySums,
    /// Clients without a score.
    pub not_available: i64,
    /// What is known of the ARR of those without a score.
    unscored: CategorySums,
    score_sum: i64,
}

impl ChurnSums {
    /// Adds clients of a category, or without a score.
    pub fn add(&mut self, category: Option<ChurnCategory>, clients: i64, with_arr: i64, arr: Decimal, score_sum: i64) {
        let held = match category {
            Some(ChurnCategory::Low) => &mut self.low,
            Some(ChurnCategory::Medium) => &mut self.medium,
            Some(ChurnCategory::High) => &mut self.high,
            None => {
                self.not_available += clients;
                &mut self.unscored
            }
        };
        held.clients += clients;
        held.without_arr += clients - with_arr;
        held.arr += arr;
        if category.is_some() {
            self.score_sum += score_sum;
        }
    }

    /// The clients of a category.
    pub fn of(&self, category: ChurnCategory) -> CategorySums {
        match category {
            ChurnCategory::Low => self.low,
            ChurnCategory::Medium => self.medium,
            ChurnCategory::High => self.high,
        }
    }

    /// All clients.
    pub fn clients(&self) -> i64 {
        self.scored() + self.not_available
    }

    /// Clients with a score.
    pub fn scored(&self) -> i64 {
        self.low.clients + self.medium.clients + self.high.clients
    }

    /// The ARR of all clients.
    pub fn arr(&self) -> Decimal {
        self.scored_arr() + self.unscored.arr
    }

    /// Clients whose ARR is unknown.
    pub fn without_arr(&self) -> i64 {
        [self.low, self.medium, self.high, self.unscored].iter().map(|held| held.without_arr).sum()
    }

    /// The share of the scored clients, as a ratio; none when nobody is scored.
    pub fn share_of_clients(&self, category: ChurnCategory) -> Option<Decimal> {
        Decimal::from(self.of(category).clients).checked_div(Decimal::from(self.scored()))
    }

    /// The share of the ARR of the scored clients, as a ratio; none when there is none.
    pub fn share_of_arr(&self, category: ChurnCategory) -> Option<Decimal> {
        self.of(category).arr.checked_div(self.scored_arr())
    }

    /// The mean of the stored integer scores; none when nobody is scored.
    pub fn average_score(&self) -> Option<i16> {
        Decimal::from(self.score_sum).checked_div(Decimal::from(self.scored())).map(round_to_score)
    }

    fn scored_arr(&self) -> Decimal {
        self.low.arr + self.medium.arr + self.high.arr
    }
}

/// The ARR a client is expected to take with it: ARR times the stored probability, in whole percent.
pub fn expected_loss(arr: Decimal, score: i16) -> Decimal {
    round(arr * Decimal::from(score) / Decimal::ONE_HUNDRED, 2)
}
