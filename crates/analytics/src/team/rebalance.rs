use domain::NullReason;
use domain::team::MoveLock;
use rust_decimal::Decimal;

use super::utilisation;

/// Moves recommended at once.
pub const MOST_MOVES: usize = 20;

/// A manager gives clients away above this utilisation.
const GIVES_ABOVE: Decimal = Decimal::from_parts(110, 0, 0, false, 2);
/// A manager takes clients up to this one.
const TAKES_UNTIL: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

/// A manager, and what they look after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Desk<U> {
    /// Who.
    pub id: U,
    /// Points of their clients.
    pub load: Decimal,
    /// Points they can look after.
    pub capacity: Decimal,
    /// Whether large clients can be theirs.
    pub takes_enterprise: bool,
}

impl<U> Desk<U> {
    /// Load ÷ capacity; none without capacity.
    pub fn utilisation(&self) -> Result<Decimal, NullReason> {
        utilisation(self.load, self.capacity)
    }

    /// Whether clients should go from here: above 110 %.
    pub fn gives(&self) -> bool {
        self.utilisation().is_ok_and(|full| full > GIVES_ABOVE)
    }

    /// Whether clients can come here: up to 95 %.
    pub fn takes(&self) -> bool {
        self.utilisation().is_ok_and(|full| full <= TAKES_UNTIL)
    }
}

/// A client that could go to another manager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account<C, U> {
    /// Which.
    pub id: C,
    /// Whose it is.
    pub owner: U,
    /// Its points.
    pub load: Decimal,
    /// Whether only those who take large clients can have it.
    pub is_enterprise: bool,
    /// Whether its manager was in touch within thirty days: such a one is moved only if no other can be.
    pub was_in_touch: bool,
    /// Why it stays, if it has to.
    pub lock: Option<MoveLock>,
}

/// A client that should go from one manager to another, and what that does to both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move<C, U> {
    /// Which.
    pub account: C,
    /// Its points.
    pub load: Decimal,
    /// Whose it is.
    pub from: U,
    /// Whose it should be.
    pub to: U,
    /// Utilisation of who gives, before and after.
    pub giver: (Decimal, Decimal),
    /// Utilisation of who takes, before and after.
    pub taker: (Decimal, Decimal),
}

/// What would even the work out (M128).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebalancing<C, U> {
    /// The moves, in the order they were found.
    pub moves: Vec<Move<C, U>>,
    /// The managers as they would be after them, in the order given.
    pub after: Vec<Desk<U>>,
    /// Points over capacity of those who stay above 110 %.
    pub excess: Decimal,
}

/// Recommends moves from those above 110 % to those at 95 % or below, at most twenty, until nobody is above or nothing
/// fits. A manager without capacity neither gives nor takes: their utilisation is not known.
pub fn rebalance<C: Copy + Ord, U: Copy + Ord>(desks: &[Desk<U>], accounts: &[Account<C, U>]) -> Rebalancing<C, U> {
    let mut desks: Vec<Desk<U>> = desks.to_vec();
    let mut left: Vec<&Account<C, U>> = accounts.iter().filter(|account| account.lock.is_none()).collect();
    let mut moves = Vec::new();
    while moves.len() < MOST_MOVES {
        let Some((giver, taker, chosen)) = next(&desks, &left) else { break };
        let account = left.swap_remove(chosen);
        let before = (ratio(&desks[giver]), ratio(&desks[taker]));
        desks[giver].load -= account.load;
        desks[taker].load += account.load;
        moves.push(Move {
            account: account.id,
            load: account.load,
            from: desks[giver].id,
            to: desks[taker].id,
            giver: (before.0, ratio(&desks[giver])),
            taker: (before.1, ratio(&desks[taker])),
        });
    }
    let excess = desks.iter().filter(|desk| desk.gives()).map(|desk| desk.load - desk.capacity).sum();
    Rebalancing { moves, after: desks, excess }
}

/// Who gives what to whom next: the fullest, to the emptiest of those something fits.
fn next<C: Ord, U: Copy + Ord>(desks: &[Desk<U>], left: &[&Account<C, U>]) -> Option<(usize, usize, usize)> {
    let (giver, from) = desks
        .iter()
        .enumerate()
        .filter(|(_, desk)| desk.gives())
        .min_by(|(_, a), (_, b)| ratio(b).cmp(&ratio(a)).then(a.id.cmp(&b.id)))?;
    let mut takers: Vec<(usize, &Desk<U>)> = desks.iter().enumerate().filter(|(_, desk)| desk.takes()).collect();
    takers.sort_by(|(_, a), (_, b)| ratio(a).cmp(&ratio(b)).then(a.id.cmp(&b.id)));
    takers.into_iter().find_map(|(taker, to)| Some((giver, taker, fitting(from, to, left)?)))
}

/// The account to move: the least disturbed, then the largest that neither empties the giver below their capacity nor
/// fills the taker above theirs; where each is too large for the giver, the smallest the taker can have.
fn fitting<C: Ord, U: Copy + Ord>(from: &Desk<U>, to: &Desk<U>, left: &[&Account<C, U>]) -> Option<usize> {
    let (excess, headroom) = (from.load - from.capacity, to.capacity - to.load);
    let fits = || {
        left.iter().enumerate().filter(|(_, account)| {
            account.owner == from.id
                && account.load > Decimal::ZERO
                && account.load <= headroom
                && (to.takes_enterprise || !account.is_enterprise)
        })
    };
    let small_enough = fits()
        .filter(|(_, account)| account.load <= excess)
        .min_by(|(_, a), (_, b)| a.was_in_touch.cmp(&b.was_in_touch).then(b.load.cmp(&a.load)).then(a.id.cmp(&b.id)));
    let smallest = || {
        fits().min_by(|(_, a), (_, b)| {
            a.was_in_touch.cmp(&b.was_in_touch).then(a.load.cmp(&b.load)).then(a.id.cmp(&b.id))
        })
    };
    small_enough.or_else(smallest).map(|(index, _)| index)
}

fn ratio<U>(desk: &Desk<U>) -> Decimal {
    desk.utilisation().unwrap_or_default()
}
