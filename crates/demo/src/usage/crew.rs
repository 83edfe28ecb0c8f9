use crate::calendar::Day;
use crate::life::{Life, Sign};
use crate::random::{Dice, Purpose};
use crate::words::{Person, person};

/// Seats held by people who matter to the relationship come first.
pub(crate) const CHAMPION: usize = 0;
pub(crate) const ADMIN: usize = 1;
pub(crate) const SPONSOR: usize = 2;
/// Seats whose holders are contacts.
pub(crate) const CONTACT_SEATS: usize = 6;

/// Days before their first sign-in that staff may already know someone.
pub(crate) const MET_BEFORE: Day = 60;

/// A place at the client that one user after another fills.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) from: Day,
    pub(crate) until: Day,
    /// The chance that its holder is active on a normal working day.
    pub(crate) propensity: f64,
    pub(crate) holders: Vec<Holder>,
}

/// A user, and how long.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) user_id: String,
    pub(crate) person: Person,
    pub(crate) from: Day,
    /// The first day this user is gone.
    pub(crate) until: Day,
    pub(crate) last_seen: Option<Day>,
}

/// Everyone who ever has an account by `as_of`.
pub(crate) fn crew(life: &Life, as_of: Day) -> Vec<Seat> {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Crew, 0);
    let manned = dice.between(0.8, 0.95);
    let mut seats: Vec<Seat> = Vec::new();
    let mut wanted_share = Vec::new();
    for terms in &life.terms {
        let target = ((f64::from(terms.seats) * manned) as usize).max(4);
        let since = terms.from.max(life.go_live);
        for seat in seats.iter_mut().skip(target).filter(|seat| seat.until == Day::MAX) {
            seat.until = since;
        }
        let open = seats.iter().filter(|seat| seat.until == Day::MAX).count();
        for _ in open..target {
            let unit = dice.unit();
            wanted_share.push(match seats.len() {
                CHAMPION => 2.2,
                ADMIN => 1.8,
                SPONSOR => 0.12,
                _ => 0.15 + 1.7 * unit * unit,
            });
            let joins = since + dice.int(0, 38);
            let from = if seats.len() < SPONSOR { since } else { joins };
            seats.push(Seat { from, until: Day::MAX, propensity: 0.0, holders: Vec::new() });
        }
    }
    set_propensity(life, &mut seats, &wanted_share);
    for (number, seat) in seats.iter_mut().enumerate() {
        fill(life, number, seat, as_of);
    }
    seats
}

/// Spreads the daily users that the client's quality stands for over the first contract's seats; later seats join at
/// the same going rate.
fn set_propensity(life: &Life, seats: &mut [Seat], wanted: &[f64]) {
    let terms = &life.terms[0];
    let expected = f64::from(terms.seats) * if terms.tier == domain::client::ContractTier::Starter { 0.3 } else { 0.4 };
    let daily = expected * (0.36 + 1.02 * life.profile.quality);
    let first = seats.iter().filter(|seat| seat.from < life.go_live.max(terms.from) + 39).count().max(1);
    let total: f64 = wanted.iter().take(first).sum();
    for (seat, share) in seats.iter_mut().zip(wanted) {
        seat.propensity = (share * daily / total).min(0.93);
    }
    for (number, least) in [(CHAMPION, 0.8), (ADMIN, 0.6)] {
        if let Some(seat) = seats.get_mut(number) {
            seat.propensity = seat.propensity.max(least);
        }
    }
}

fn fill(life: &Life, number: usize, seat: &mut Seat, as_of: Day) {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Seat, number as u32);
    let mut from = seat.from;
    let mut count = 1;
    while from <= as_of + MET_BEFORE && from < seat.until {
        let stays = if number < CONTACT_SEATS { dice.int(420, 2_600) } else { dice.int(240, 2_200) };
        let gap = dice.int(4, 45);
        let person = person(&mut dice);
        let natural = from + stays;
        let (until, next) = match departure_of_champion(life, number, from, natural) {
            Some((left, back)) => (left, back + gap),
            None => (natural, natural + gap),
        };
        let user_id = format!("u{}-{count}", number + 1);
        seat.holders.push(Holder { user_id, person, from, until: until.min(seat.until), last_seen: None });
        count += 1;
        from = next;
    }
}

/// Trouble takes the champion before the time; a successor is found when it is over.
fn departure_of_champion(life: &Life, number: usize, from: Day, natural: Day) -> Option<(Day, Day)> {
    let is_theirs = |from_day: Day| from_day > from && from_day < natural;
    (number == CHAMPION)
        .then(|| life.strains.iter().find(|strain| strain.sign == Sign::ChampionLeft && is_theirs(strain.from)))
        .flatten()
        .map(|strain| (strain.from, strain.until))
}

impl Seat {
    /// Who holds it on a day.
    pub(crate) fn holder_at(&self, day: Day) -> Option<usize> {
        let index = self.holders.partition_point(|holder| holder.from <= day).checked_sub(1)?;
        (day < self.holders[index].until).then_some(index)
    }
}
