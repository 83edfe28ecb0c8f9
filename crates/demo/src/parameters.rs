use chrono::{Days, NaiveDate};

use crate::calendar::{Day, day_of};

/// New clients a year after the origin, as a share of the clients asked for: about as many as leave.
const NEWCOMERS_A_YEAR: f64 = 0.14;

/// What a portfolio follows from. The same parameters give the same rows; a later `as_of` adds to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameters {
    /// Chooses one portfolio out of many.
    pub seed: u64,
    /// Clients at the origin, those included that have left by then.
    pub clients: u32,
    /// The first day with usage.
    pub first_day: NaiveDate,
    /// The day the portfolio was first made for; the stories of the first clients come to a head on it.
    pub origin: NaiveDate,
    /// The last day with rows.
    pub as_of: NaiveDate,
}

impl Parameters {
    /// A new portfolio of `days` days that end with `as_of`.
    pub fn new(clients: u32, days: u32, seed: u64, as_of: NaiveDate) -> Self {
        let first_day = as_of.checked_sub_days(Days::new(u64::from(days.max(1)) - 1)).unwrap_or(NaiveDate::MIN);
        Self { seed, clients, first_day, origin: as_of, as_of }
    }

    /// The same portfolio, later.
    pub fn until(self, as_of: NaiveDate) -> Self {
        Self { as_of, ..self }
    }

    /// How many clients there are by `as_of`: those asked for, and the newcomers since the origin.
    pub fn client_count(&self) -> u32 {
        let since = f64::from((day_of(self.as_of) - day_of(self.origin)).max(0));
        self.clients + (since / self.days_between_newcomers()) as u32
    }

    /// The day the n-th newcomer signs.
    pub(crate) fn newcomer_starts(&self, n: u32) -> Day {
        day_of(self.origin) + (f64::from(n + 1) * self.days_between_newcomers()).ceil() as Day
    }

    fn days_between_newcomers(&self) -> f64 {
        365.0 / (f64::from(self.clients.max(1)) * NEWCOMERS_A_YEAR)
    }
}
