use domain::client::ContractTier;

use super::{Billing, Profile, Sign, Strain};
use crate::calendar::{Day, add_months, date_of, day_of};
use crate::parameters::Parameters;

/// A client whose story comes to a head on the day the portfolio is made for.
pub(super) struct Showcase {
    tier: ContractTier,
    seats: i32,
    seat_price: i32,
    quality: f64,
    modules: usize,
    /// Days from the origin to the renewal.
    renewal_in: i32,
    /// Years since the contract began when that renewal is due.
    years: u32,
    /// Sign, first and last day relative to the origin, depth, ramp.
    signs: &'static [(Sign, i32, i32, f64, i32)],
}

/// How many clients have one.
pub(super) const COUNT: u32 = 8;

const SHOWCASES: [Showcase; COUNT as usize] = [
    // Use down by two fifths within a week and a half, the champion silent for three weeks, no contact for six, and the
    // renewal three months away.
    Showcase {
        tier: ContractTier::Enterprise,
        seats: 100,
        seat_price: 1_200,
        quality: 0.52,
        modules: 5,
        renewal_in: 90,
        years: 2,
        signs: &[
            (Sign::UsageDecline, -10, 75, 0.36, 3),
            (Sign::ChampionLeft, -21, 80, 0.0, 1),
            (Sign::NoContact, -44, 3, 0.0, 1),
            (Sign::TicketStorm, -9, 12, 0.0, 1),
            (Sign::LowScores, -30, 60, 0.0, 1),
        ],
    },
    // Stopped using one module and writes many tickets; the renewal is half a year away.
    Showcase {
        tier: ContractTier::Professional,
        seats: 60,
        seat_price: 780,
        quality: 0.8,
        modules: 4,
        renewal_in: 180,
        years: 2,
        signs: &[
            (Sign::ModuleDropped, -30, 90, 1.0, 4),
            (Sign::TicketStorm, -22, 8, 0.0, 1),
            (Sign::UsageDecline, -25, 40, 0.2, 12),
        ],
    },
    // Everything goes well.
    Showcase {
        tier: ContractTier::Enterprise,
        seats: 180,
        seat_price: 1_100,
        quality: 0.97,
        modules: 6,
        renewal_in: 240,
        years: 3,
        signs: &[],
    },
    // All but lost: nobody signs in, an invoice is long overdue, and the contract has run out.
    Showcase {
        tier: ContractTier::Professional,
        seats: 40,
        seat_price: 700,
        quality: 0.2,
        modules: 4,
        renewal_in: -6,
        years: 2,
        signs: &[
            (Sign::UsageDecline, -80, 40, 0.97, 35),
            (Sign::ChampionLeft, -70, 60, 0.0, 1),
            (Sign::NoContact, -95, 20, 0.0, 1),
            (Sign::LatePayment, -70, 30, 0.0, 1),
            (Sign::LowScores, -60, 40, 0.0, 1),
            (Sign::TicketStorm, -24, 6, 0.0, 1),
        ],
    },
    // Signed last month, not live yet.
    Showcase {
        tier: ContractTier::Professional,
        seats: 30,
        seat_price: 720,
        quality: 0.7,
        modules: 3,
        renewal_in: 340,
        years: 1,
        signs: &[],
    },
    // Pays late, and the champion left; still in use.
    Showcase {
        tier: ContractTier::Enterprise,
        seats: 120,
        seat_price: 1_050,
        quality: 0.44,
        modules: 5,
        renewal_in: 55,
        years: 2,
        signs: &[
            (Sign::LatePayment, -35, 20, 0.0, 1),
            (Sign::ChampionLeft, -50, 90, 0.0, 1),
            (Sign::UsageDecline, -60, 60, 0.35, 40),
            (Sign::NoContact, -25, 12, 0.0, 1),
        ],
    },
    // Came back from a bad spring.
    Showcase {
        tier: ContractTier::Professional,
        seats: 55,
        seat_price: 690,
        quality: 0.75,
        modules: 4,
        renewal_in: 130,
        years: 2,
        signs: &[(Sign::UsageDecline, -200, -110, 0.45, 20), (Sign::LowScores, -190, -120, 0.0, 1)],
    },
    // Small, quiet, hardly adopted.
    Showcase {
        tier: ContractTier::Starter,
        seats: 18,
        seat_price: 400,
        quality: 0.15,
        modules: 3,
        renewal_in: 28,
        years: 1,
        signs: &[(Sign::NoContact, -75, 10, 0.0, 1), (Sign::UsageDecline, -100, 60, 0.55, 50)],
    },
];

impl Showcase {
    /// The story of the n-th client, if it has one.
    pub(super) fn of(index: u32) -> Option<&'static Self> {
        SHOWCASES.get(index as usize)
    }

    pub(super) fn shape(&self, profile: &mut Profile) {
        profile.tier = self.tier;
        profile.seats = self.seats;
        profile.seat_price = self.seat_price;
        profile.quality = self.quality;
        profile.modules = crate::catalogue::MODULES[..self.modules].to_vec();
        profile.term_years = Some(1);
        profile.billing = Billing::Quarterly;
        profile.employees = self.seats * 23;
        profile.contact_interval = 0.7;
        profile.pays_late = false;
    }

    pub(super) fn start(&self, parameters: &Parameters) -> Day {
        let due = day_of(parameters.origin) + self.renewal_in;
        let guess = day_of(date_of(due) - chrono::Months::new(12 * self.years));
        // Months have unequal ends: never later than meant.
        guess - (add_months(guess, 12 * self.years) - due).max(0)
    }

    pub(super) fn strains(&self, parameters: &Parameters) -> Vec<Strain> {
        let origin = day_of(parameters.origin);
        self.signs
            .iter()
            .map(|(sign, from, until, depth, ramp)| Strain {
                sign: *sign,
                from: origin + from,
                until: origin + until,
                depth: *depth,
                ramp: *ramp,
            })
            .collect()
    }
}
