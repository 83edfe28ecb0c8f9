use super::{Departure, Profile, Sign, Strain};
use crate::calendar::{Day, workday};
use crate::random::{Dice, Purpose, Salt, stratum};
use crate::words::CHURN_FEEDBACK;

/// The chance to leave within a year, for a client of middling quality.
const CHURN_A_YEAR: f64 = 0.108;
/// Of those who leave, how many show it first.
const LEAVES_WITH_SIGNS: f64 = 0.84;
/// The chance of trouble within a year that passes.
const SCARE_A_YEAR: f64 = 0.24;

/// What a year brings.
#[derive(Debug, Clone, Default)]
pub(super) struct Chapter {
    pub(super) departure: Option<Departure>,
    pub(super) strains: Vec<Strain>,
    /// How much use changes over the year.
    pub(super) growth: f64,
    /// The day seats are added, and by which factor.
    pub(super) expansion: Option<(Day, f64)>,
    /// Fewer seats at the renewal that opens the year.
    pub(super) contraction: Option<f64>,
    /// A higher tier from that day on.
    pub(super) upgrade: bool,
    /// Price increase at the renewal that opens the year.
    pub(super) uplift: f64,
    /// Days before its due date the renewal at the end of the year is settled; negative is late.
    pub(super) closes_before: i32,
    /// Whether a client that leaves at the end gives notice.
    pub(super) gives_notice: bool,
}

/// A year of a client's life.
pub(super) struct Year<'a> {
    pub(super) seed: u64,
    pub(super) index: u32,
    pub(super) profile: &'a Profile,
    pub(super) number: u32,
    pub(super) from: Day,
    pub(super) until: Day,
    /// Whether the contract ends with the year.
    pub(super) contract_ends: bool,
}

impl Year<'_> {
    pub(super) fn draw(&self) -> Chapter {
        let mut dice = Dice::new(self.seed, self.index, Purpose::Chapter, self.number);
        let quality = self.profile.quality;
        let mut chapter = Chapter {
            growth: dice.bell() * 0.22 + 0.05 * quality,
            expansion: dice
                .chance(0.26 * quality)
                .then(|| (dice.int(self.from + 60, self.until - 40), dice.between(1.1, 1.35))),
            contraction: dice.chance(0.05).then(|| dice.between(0.72, 0.92)),
            upgrade: dice.chance(0.05),
            uplift: dice.between(0.0, 0.07),
            closes_before: if dice.chance(0.1) { -dice.int(2, 24) } else { dice.skewed(0.0, 45.0) as i32 },
            gives_notice: dice.chance(0.4),
            ..Chapter::default()
        };
        let hazard = CHURN_A_YEAR * (1.42 - 0.7 * quality);
        let lot = (stratum(self.seed, self.index, Salt::Churn) + f64::from(self.number) * 0.549_7).fract();
        if lot < hazard {
            chapter.leave(self, &mut dice, lot / hazard < LEAVES_WITH_SIGNS);
        } else if dice.chance(SCARE_A_YEAR) {
            let length = dice.int(60, 120);
            let near_renewal = self.contract_ends && dice.chance(0.35);
            let until =
                if near_renewal { self.until - dice.int(0, 40) } else { dice.int(self.from + length + 20, self.until) };
            let count = [1, 2, 3][dice.weighted(&[0.35, 0.4, 0.25])];
            chapter.strains = strains(&mut dice, until - length, until, count, 0.22);
        }
        chapter
    }
}

impl Chapter {
    fn leave(&mut self, year: &Year<'_>, dice: &mut Dice, shows: bool) {
        let at_the_end = year.contract_ends && dice.chance(0.55);
        let day = if at_the_end { year.until } else { workday(dice.int(year.from + 100, year.until - 15)) };
        let mut reason = dice.word(&["ACQUIRED", "BUDGET", "COMPETITOR", "BUDGET"]);
        if shows {
            let count = [2, 3, 4][dice.weighted(&[0.2, 0.4, 0.4])];
            let lead = dice.int(75, 120);
            self.strains = strains(dice, day - lead, day, count, 0.32);
            if dice.chance(0.5) {
                let last = dice.int(14, 45);
                self.strains.push(Strain {
                    sign: Sign::UsageDecline,
                    from: day - last,
                    until: Day::MAX,
                    depth: 0.96,
                    ramp: 6,
                });
            }
            reason = reason_of(&self.strains);
        }
        self.departure = Some(Departure { day, reason, feedback: feedback_of(reason) });
    }
}

/// Signs that show between two days; those who leave suffer more of them, and deeper.
fn strains(dice: &mut Dice, from: Day, until: Day, count: usize, depth: f64) -> Vec<Strain> {
    const SIGNS: [Sign; 6] = [
        Sign::UsageDecline,
        Sign::LowScores,
        Sign::NoContact,
        Sign::ChampionLeft,
        Sign::TicketStorm,
        Sign::LatePayment,
    ];
    let mut weights = [0.3, 0.18, 0.18, 0.13, 0.12, 0.09];
    let mut found = Vec::with_capacity(count);
    for _ in 0..count {
        let index = dice.weighted(&weights);
        weights[index] = 0.0;
        let sign = SIGNS[index];
        let begins = from + dice.int(0, 22);
        let ends = if sign == Sign::TicketStorm { (begins + dice.int(18, 40)).min(until) } else { until };
        found.push(Strain {
            sign,
            from: begins,
            until: ends,
            depth: dice.between(depth, depth + 0.4),
            ramp: dice.int(4, 45),
        });
    }
    found
}

fn reason_of(strains: &[Strain]) -> &'static str {
    match strains.first().map(|strain| strain.sign) {
        Some(Sign::UsageDecline | Sign::ModuleDropped) => "LOW_USAGE",
        Some(Sign::ChampionLeft) => "CHAMPION_LEFT",
        Some(Sign::TicketStorm) => "SUPPORT",
        Some(Sign::LatePayment) => "PAYMENT",
        Some(Sign::NoContact) => "RELATIONSHIP",
        _ => "DISSATISFIED",
    }
}

fn feedback_of(reason: &str) -> &'static str {
    match reason {
        "LOW_USAGE" | "CHAMPION_LEFT" => CHURN_FEEDBACK[0],
        "BUDGET" | "PAYMENT" => CHURN_FEEDBACK[1],
        "COMPETITOR" | "RELATIONSHIP" => CHURN_FEEDBACK[2],
        "SUPPORT" | "DISSATISFIED" => CHURN_FEEDBACK[3],
        _ => CHURN_FEEDBACK[4],
    }
}
