//! Who used the product on which day. Every user is simulated on every day, so that daily, weekly and monthly users are
//! distinct people and the per-user rows add up to the rows of the client.

mod adoption;
mod crew;
mod features;
mod simulate;

pub(crate) use adoption::adoption;
pub(crate) use crew::{ADMIN, CHAMPION, CONTACT_SEATS, Holder, MET_BEFORE, SPONSOR};
pub(crate) use simulate::{USER_DAYS, Usage, simulate};
