//! When a client's renewal is due, and where that stands in time (M084).

mod due;
mod outlook;
mod status;
mod value;

pub(crate) use due::dated_renewal;
pub use due::{due_after_orders, due_date, median_order_gap};
pub use outlook::{RenewalOutlook, RenewalSums, last_window_day, renewal_outlook};
pub use status::{RenewalState, renewal_state, renewal_status};
pub use value::{value_band, value_range};

#[cfg(test)]
mod tests;
