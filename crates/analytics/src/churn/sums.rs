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

/// The ARR a client is expected to take with it: ARR times the probability to leave within 90 days, rounded to cents.
pub fn expected_loss(arr: Decimal, churn_90_days: Decimal) -> Decimal {
    round(arr * churn_90_days, 2)
}

/// Clients with one churn risk score, and what they are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreSums {
    /// The score: the probability to leave within 90 days, in whole percent.
    pub score: i16,
    /// How many.
    pub clients: i64,
    /// What is known of their ARR.
    pub arr: Decimal,
    /// The sum of their exact probabilities to leave within 90 days, each between 0 and 1.
    pub churn_90_days: Decimal,
    /// The sum of ARR times that probability.
    pub expected_arr_loss: Decimal,
}

/// What is expected to leave within 90 days (M069, M114).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedChurn {
    /// Clients: the sum of their probabilities.
    pub clients: Decimal,
    /// Their mean probability, as a ratio; none when nobody is scored.
    pub share_of_clients: Option<Decimal>,
    /// ARR: the sum of ARR times probability.
    pub arr: Decimal,
    /// The same against all ARR of the scored, as a ratio; none when there is none.
    pub share_of_arr: Option<Decimal>,
}

/// Sums up what is expected to leave.
pub fn expected_churn(scores: &[ScoreSums]) -> ExpectedChurn {
    let clients: Decimal = scores.iter().map(|row| row.churn_90_days).sum();
    let arr: Decimal = scores.iter().map(|row| row.expected_arr_loss).sum();
    let all: i64 = scores.iter().map(|row| row.clients).sum();
    let all_arr: Decimal = scores.iter().map(|row| row.arr).sum();
    ExpectedChurn {
        clients,
        share_of_clients: clients.checked_div(Decimal::from(all)),
        arr,
        share_of_arr: arr.checked_div(all_arr),
    }
}

/// Scores a step of the distribution holds.
const STEP: i16 = 10;

/// How scores spread: one entry for every ten percent, the lowest first; the last holds 100, too. What a score is worth
/// is that of its clients together.
pub fn distribution(scores: &[ScoreSums]) -> Vec<(i16, i16, CategorySums)> {
    let steps = 100 / STEP;
    let bin = |index: i16| {
        let (from, to) = (index * STEP, if index + 1 == steps { 100 } else { (index + 1) * STEP - 1 });
        let mut sums = CategorySums::default();
        for row in scores.iter().filter(|row| (from..=to).contains(&row.score)) {
            sums.clients += row.clients;
            sums.arr += row.arr;
        }
        (from, to, sums)
    };
    (0..steps).map(bin).collect()
}
