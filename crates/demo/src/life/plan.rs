use domain::client::ContractTier;

use super::chapter::{Chapter, Year};
use super::showcase::{self, Showcase};
use super::{Life, Profile, Renewal, Terms};
use crate::calendar::{Day, add_months, date_of, day_of, workday};
use crate::parameters::Parameters;
use crate::random::{Dice, Purpose, Salt, stratum};

/// Days beyond the last one that are planned: more than the longest trouble before a departure.
const AHEAD: Day = 400;
/// Days a client is certain to stay, so that a departure has a history.
const SAFE_DAYS: Day = 75;

/// Plans the life of one client.
pub(crate) fn plan(parameters: &Parameters, index: u32) -> Life {
    let seed = parameters.seed;
    let mut dice = Dice::new(seed, index, Purpose::Profile, 0);
    let mut profile = Profile::draw(seed, index, &mut dice);
    let showcase = Showcase::of(index);
    if let Some(showcase) = showcase {
        showcase.shape(&mut profile);
    }
    let start = showcase.map_or_else(|| start(parameters, index, &mut dice), |showcase| showcase.start(parameters));
    let set_up = dice.int(18, if matches!(profile.tier, ContractTier::Starter) { 28 } else { 55 });
    let go_live = start + if showcase.is_some() { 45 } else { set_up };
    let hand_over = dice.chance(0.16).then(|| start + dice.int(120, 900));
    let first = Terms {
        from: start,
        tier: profile.tier,
        seats: profile.seats,
        arr: round_hundreds(i64::from(profile.seats) * i64::from(profile.seat_price)),
        is_expansion: false,
    };
    let mut life = Life {
        seed,
        index,
        id: dice.id(date_of(start)),
        profile,
        start,
        go_live,
        first_usage: go_live.max(day_of(parameters.first_day)),
        departure: None,
        strains: showcase.map_or_else(Vec::new, |showcase| showcase.strains(parameters)),
        terms: vec![first],
        renewals: Vec::new(),
        levels: vec![(start, 1.0)],
        hand_over,
    };
    live(&mut life, parameters, index < showcase::COUNT);
    life
}

fn start(parameters: &Parameters, index: u32, dice: &mut Dice) -> Day {
    if let Some(newcomer) = index.checked_sub(parameters.clients) {
        return parameters.newcomer_starts(newcomer);
    }
    let first_day = day_of(parameters.first_day);
    let days = day_of(parameters.origin) - first_day;
    match stratum(parameters.seed, index, Salt::Start) {
        share if share < 0.42 => first_day - dice.int(20, 1_100),
        share => workday(first_day + ((share - 0.42) / 0.58 * f64::from((days - 12).max(1))) as Day),
    }
}

fn live(life: &mut Life, parameters: &Parameters, is_showcase: bool) {
    let quiet_until = day_of(parameters.origin) + 60;
    let mut term_from = life.start;
    for number in 0_u32.. {
        let (from, until) = (add_months(life.start, 12 * number), add_months(life.start, 12 * (number + 1)));
        if from > day_of(parameters.as_of).max(day_of(parameters.origin)) + AHEAD {
            break;
        }
        let contract_ends = life.profile.term_years.is_some_and(|years| (number + 1) % years == 0);
        let year =
            Year { seed: life.seed, index: life.index, profile: &life.profile, number, from, until, contract_ends };
        let mut chapter = year.draw();
        let leaves_early = chapter.departure.is_some_and(|departure| departure.day < life.first_usage + SAFE_DAYS);
        if leaves_early || (is_showcase && chapter.departure.is_some_and(|departure| departure.day < quiet_until + 90))
        {
            chapter.departure = None;
            chapter.strains.clear();
        }
        if is_showcase {
            chapter.strains.retain(|strain| strain.from >= quiet_until);
            chapter.closes_before = chapter.closes_before.max(-20);
        }
        life.live_through(&chapter, from, until, number);
        if contract_ends {
            life.renew(&chapter, term_from, until);
            term_from = until;
        }
        if life.departure.is_some() {
            break;
        }
    }
}

impl Life {
    fn live_through(&mut self, chapter: &Chapter, from: Day, until: Day, number: u32) {
        self.departure = chapter.departure;
        self.strains.extend(&chapter.strains);
        let level = self.levels.last().map_or(1.0, |(_, level)| *level);
        self.levels.push((until, (level * (1.0 + chapter.growth)).clamp(0.5, 1.6)));
        if number > 0 {
            self.open_year(chapter, from);
        }
        if let Some((day, factor)) = chapter.expansion {
            let last = *self.terms_at(Day::MAX);
            let seats = (f64::from(last.seats) * factor).ceil() as i32;
            self.change(day, last.tier, seats, 1.0, true);
        }
    }

    fn open_year(&mut self, chapter: &Chapter, from: Day) {
        let last = *self.terms_at(Day::MAX);
        let kept = chapter.contraction.map_or(last.seats, |factor| ((f64::from(last.seats) * factor) as i32).max(3));
        let upgrades = chapter.upgrade && last.tier == ContractTier::Starter && chapter.contraction.is_none();
        if upgrades {
            self.change(from, ContractTier::Professional, last.seats * 8 / 5, 1.4, true);
        } else {
            self.change(from, last.tier, kept, 1.0 + chapter.uplift, false);
        }
    }

    fn change(&mut self, from: Day, tier: ContractTier, seats: i32, price_factor: f64, is_expansion: bool) {
        let last = *self.terms_at(Day::MAX);
        let per_seat = last.arr as f64 / f64::from(last.seats.max(1));
        let arr = round_hundreds((per_seat * price_factor * f64::from(seats)) as i64);
        if arr != last.arr || seats != last.seats || tier != last.tier {
            self.terms.push(Terms { from, tier, seats, arr, is_expansion });
        }
    }

    fn renew(&mut self, chapter: &Chapter, term_from: Day, due: Day) {
        let leaves = chapter.departure;
        if leaves.is_some_and(|departure| departure.day < due) {
            return;
        }
        let years = self.profile.term_years.unwrap_or(1);
        self.renewals.push(Renewal {
            due,
            term_from,
            next_due: add_months(due, 12 * years),
            closes: due - if leaves.is_some() { chapter.closes_before.clamp(0, 25) } else { chapter.closes_before },
            is_won: leaves.is_none(),
            notice: (leaves.is_some() && chapter.gives_notice).then_some(due - 40),
        });
    }
}

fn round_hundreds(amount: i64) -> i64 {
    (amount + 50) / 100 * 100
}
