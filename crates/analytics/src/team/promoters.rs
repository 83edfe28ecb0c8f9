use domain::NullReason;
use rust_decimal::Decimal;

/// Who would recommend the product (M103): the latest answer of each respondent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NpsCounts {
    /// Answered 9 or 10.
    pub promoters: i64,
    /// Answered 6 or less.
    pub detractors: i64,
    /// Answered.
    pub respondents: i64,
}

impl NpsCounts {
    /// Fewer answers than this are few.
    pub const FEW_BELOW: i64 = 5;

    /// Adds an answer on the scale 0 to 10.
    pub fn add(&mut self, answer: Decimal) {
        self.respondents += 1;
        self.promoters += i64::from(answer >= Decimal::from(9));
        self.detractors += i64::from(answer <= Decimal::from(6));
    }

    /// Adds those of others.
    pub fn add_all(&mut self, others: &Self) {
        self.promoters += others.promoters;
        self.detractors += others.detractors;
        self.respondents += others.respondents;
    }

    /// 100 × (promoters − detractors) ÷ respondents.
    pub fn score(&self) -> Result<Decimal, NullReason> {
        let balance = Decimal::ONE_HUNDRED * Decimal::from(self.promoters - self.detractors);
        balance.checked_div(Decimal::from(self.respondents)).ok_or(NullReason::NoData)
    }
}
