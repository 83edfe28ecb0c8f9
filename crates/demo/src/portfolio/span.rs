use chrono::NaiveDate;

use crate::calendar::{Day, day_of};

/// The days rows are wanted for.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    since: Option<Day>,
    pub(crate) as_of: Day,
}

impl Span {
    /// After `since`, if given, up to and including `as_of`.
    pub fn new(since: Option<NaiveDate>, as_of: NaiveDate) -> Self {
        Self { since: since.map(day_of), as_of: day_of(as_of) }
    }

    pub(crate) fn contains(&self, day: Day) -> bool {
        day <= self.as_of && self.since.is_none_or(|since| day > since)
    }
}
