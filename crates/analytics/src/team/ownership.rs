use chrono::NaiveDate;

/// Days after a hand-over in which a loss is still the previous owner's.
const HAND_OVER_DAYS: i64 = 30;

/// Who owned a client from a day on, and until before which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ownership<U> {
    /// Who.
    pub owner: U,
    /// First day.
    pub from: NaiveDate,
    /// The day it ended; none while it lasts.
    pub to: Option<NaiveDate>,
}

/// Whose row a client that was active when a period began belongs to: the owner when it left, else the one at the end;
/// the one before where it left within thirty days of a hand-over (§12). None is nobody's: a row of its own.
pub fn owner_of_outcome<U: Copy>(
    history: &[Ownership<U>],
    lost_on: Option<NaiveDate>,
    period_end: NaiveDate,
) -> Option<U> {
    let day = lost_on.map_or(period_end, |lost| lost.min(period_end));
    let held = |row: &&Ownership<U>| row.from <= day && row.to.is_none_or(|to| day < to);
    let owner = history.iter().filter(held).max_by_key(|row| row.from)?;
    let is_fresh = lost_on.is_some() && (day - owner.from).num_days() < HAND_OVER_DAYS;
    let previous = history.iter().filter(|row| row.from < owner.from).max_by_key(|row| row.from);
    match previous {
        Some(previous) if is_fresh => Some(previous.owner),
        _ => Some(owner.owner),
    }
}
