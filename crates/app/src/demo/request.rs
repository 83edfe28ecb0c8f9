use std::time::Duration;

use chrono::NaiveDate;

use super::logins::Login;

/// What `load` is asked for.
#[derive(Debug, Clone)]
pub struct DemoRequest {
    /// How many clients.
    pub clients: u32,
    /// Days of history.
    pub days: u32,
    /// Chooses one portfolio out of many.
    pub seed: u64,
    /// The last day; today if none.
    pub as_of: Option<NaiveDate>,
    /// What to do with demo data that is there already.
    pub existing: Existing,
    /// Whether clients that are not invented may stand beside them.
    pub alongside: bool,
}

/// What to do with demo data that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Stop.
    Refuse,
    /// Leave it and do nothing; nor where there are other clients.
    Keep,
    /// Remove it first.
    Replace,
}

/// What `load` did.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Rows per table, in the order they were written.
    pub tables: Vec<(&'static str, u64)>,
    /// Time to generate and write them.
    pub writing: Duration,
    /// Time to compute their scores.
    pub scoring: Duration,
    /// How well the churn heuristic separates those who left within 90 days; none where history is too short.
    pub auc: Option<f64>,
    /// Who can sign in now, with new passwords.
    pub logins: Vec<Login>,
}

impl Loaded {
    /// Rows in all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }
}

/// What `roll_forward` did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RolledForward {
    /// Days that were added; 0 when only scores were missing.
    pub days: i64,
    /// Rows that were written.
    pub rows: u64,
}
