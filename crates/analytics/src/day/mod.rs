//! Everything the store writes for one client and one day, in one call; and a walk over many days.

mod evaluate;
mod state;
mod walk;

pub use evaluate::evaluate;
pub use state::{Context, DayState};
pub use walk::{EARLIER_DAYS, evaluate_range};

#[cfg(test)]
mod tests;
