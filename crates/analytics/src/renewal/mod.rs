//! When a client's renewal is due, and where that stands in time (M084).

mod due;
mod outlook;
mod status;

pub(crate) use due::dated_renewal;
pub use due::{due_after_orders, due_date, median_order_gap};
pub use outlook::{RenewalOutlook, RenewalSums, last_window_day, renewal_outlook};
pub use status::{RenewalState, renewal_state, renewal_status};

#[cfg(test)]
mod tests;
