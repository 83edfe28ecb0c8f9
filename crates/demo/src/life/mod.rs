//! The story of one client: what it signed, how its use develops, what troubles it, whether it leaves. Planned year by
//! year, well past the last day, so that trouble shows before the departure it leads to. Every year has its own random
//! stream: planning further never changes what was planned.

mod chapter;
mod plan;
mod profile;
mod showcase;

use uuid::Uuid;

use crate::calendar::{Day, Region};
use domain::client::ContractTier;

pub(crate) use plan::plan;
pub(crate) use profile::{Billing, Profile};

/// A sign of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    UsageDecline,
    ChampionLeft,
    TicketStorm,
    LatePayment,
    NoContact,
    LowScores,
    /// One module falls out of use.
    ModuleDropped,
}

/// A sign, and the days it shows on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Strain {
    pub(crate) sign: Sign,
    pub(crate) from: Day,
    pub(crate) until: Day,
    /// The share of use that is lost.
    pub(crate) depth: f64,
    /// Days until it has its full force.
    pub(crate) ramp: i32,
}

impl Strain {
    pub(crate) fn shows_on(&self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// What is left of normal use.
    fn remaining(&self, day: Day) -> f64 {
        if day < self.from {
            return 1.0;
        }
        let force = if day < self.until {
            f64::from(day - self.from) / f64::from(self.ramp.max(1))
        } else {
            1.0 - f64::from(day - self.until) / 30.0
        };
        1.0 - self.depth * force.clamp(0.0, 1.0)
    }
}

/// Terms from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Terms {
    pub(crate) from: Day,
    pub(crate) tier: ContractTier,
    pub(crate) seats: i32,
    /// Dollars a year.
    pub(crate) arr: i64,
    /// Whether more was sold than renewed.
    pub(crate) is_expansion: bool,
}

/// A contract that ends and is renewed, or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Renewal {
    pub(crate) due: Day,
    /// The day the contract before it began.
    pub(crate) term_from: Day,
    /// The end of the next term.
    pub(crate) next_due: Day,
    pub(crate) closes: Day,
    pub(crate) is_won: bool,
    pub(crate) notice: Option<Day>,
}

/// The client leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Departure {
    pub(crate) day: Day,
    pub(crate) reason: &'static str,
    pub(crate) feedback: &'static str,
}

/// One client's story.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) seed: u64,
    pub(crate) index: u32,
    pub(crate) id: Uuid,
    pub(crate) profile: Profile,
    pub(crate) start: Day,
    pub(crate) go_live: Day,
    /// The first day with usage rows: go-live, or the first day of the portfolio.
    pub(crate) first_usage: Day,
    pub(crate) departure: Option<Departure>,
    pub(crate) strains: Vec<Strain>,
    pub(crate) terms: Vec<Terms>,
    pub(crate) renewals: Vec<Renewal>,
    /// Use relative to the first year, at the start of each year.
    pub(crate) levels: Vec<(Day, f64)>,
    pub(crate) hand_over: Option<Day>,
}

impl Life {
    /// The first day the client is gone.
    pub(crate) fn ends(&self) -> Day {
        self.departure.map_or(Day::MAX, |departure| departure.day)
    }

    pub(crate) fn is_gone(&self, day: Day) -> bool {
        day >= self.ends()
    }

    pub(crate) fn region(&self) -> Region {
        self.profile.region
    }

    pub(crate) fn terms_at(&self, day: Day) -> &Terms {
        let index = self.terms.partition_point(|terms| terms.from <= day).saturating_sub(1);
        &self.terms[index]
    }

    pub(crate) fn shows(&self, sign: Sign, day: Day) -> bool {
        self.strains.iter().any(|strain| strain.sign == sign && strain.shows_on(day))
    }

    /// Use relative to what the client set out with: slow growth or decline times acute trouble.
    pub(crate) fn vigour(&self, day: Day) -> f64 {
        let acute: f64 = self
            .strains
            .iter()
            .filter(|strain| strain.sign == Sign::UsageDecline)
            .map(|strain| strain.remaining(day))
            .product();
        self.level(day) * acute
    }

    /// What is left of the use of a module that falls out of use.
    pub(crate) fn module_vigour(&self, module: &str, day: Day) -> f64 {
        let dropped = self.strains.iter().filter(|strain| strain.sign == Sign::ModuleDropped);
        if module == "case_management" { dropped.map(|strain| strain.remaining(day)).product() } else { 1.0 }
    }

    fn level(&self, day: Day) -> f64 {
        let next = self.levels.partition_point(|(from, _)| *from <= day);
        match (next.checked_sub(1).map(|index| self.levels[index]), self.levels.get(next)) {
            (Some((from, level)), Some((until, target))) => {
                level + (target - level) * f64::from(day - from) / f64::from(until - from)
            }
            (Some((_, level)), None) => level,
            (None, Some((_, level))) => *level,
            (None, None) => 1.0,
        }
    }
}
