use domain::NullReason;
use rust_decimal::Decimal;

/// Clients active when a period began, and what became of them and their ARR by its end (M120, §7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RetentionSums {
    /// Active when it began.
    pub at_start: i64,
    /// Of those, active when it ended.
    pub kept: i64,
    /// ARR when it began, of those whose ARR is known at both ends.
    pub arr_start: Decimal,
    /// Σ min(end, start) of the same.
    pub arr_kept: Decimal,
    /// ARR when it began of those that left.
    pub arr_lost: Decimal,
    /// Clients whose ARR is unknown at an end.
    pub n_excluded: i64,
}

impl RetentionSums {
    /// Adds a client that left; its ARR ends at nothing.
    pub fn add_lost(&mut self, arr: Option<Decimal>) {
        self.at_start += 1;
        match arr {
            Some(arr) => {
                self.arr_start += arr;
                self.arr_lost += arr;
            }
            None => self.n_excluded += 1,
        }
    }

    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        self.at_start += others.at_start;
        self.kept += others.kept;
        self.arr_start += others.arr_start;
        self.arr_kept += others.arr_kept;
        self.arr_lost += others.arr_lost;
        self.n_excluded += others.n_excluded;
    }

    /// Those that left.
    pub fn lost(&self) -> i64 {
        self.at_start - self.kept
    }

    /// Kept ÷ active when it began, as a ratio.
    pub fn logo_retention(&self) -> Result<Decimal, NullReason> {
        Decimal::from(self.kept).checked_div(Decimal::from(self.at_start)).ok_or(NullReason::ZeroDenominator)
    }

    /// GRR: Σ min(end, start) ÷ Σ start, as a ratio.
    pub fn gross_revenue_retention(&self) -> Result<Decimal, NullReason> {
        self.arr_kept.checked_div(self.arr_start).ok_or(NullReason::ZeroDenominator)
    }
}
