//! The words of the product: ids, closed lists, rights, scope and time. No I/O.
#![deny(missing_docs)]

mod clock;
mod closed_list;
mod ids;
mod scope;

/// Clients, contracts and contacts.
pub mod client;
/// Usage and adoption of features.
pub mod usage;
/// Health scores, their components, and risk.
pub mod health;
/// Renewals, opportunities and money.
pub mod revenue;
/// Activities, notes and alerts.
pub mod work;
/// Staff, roles and what each may do.
pub mod staff;
/// Imports and data feeds.
pub mod import;
/// Why a figure is missing.
pub mod null_reason;

pub use clock::{Clock, FixedClock, SystemClock};
pub use closed_list::UnknownValue;
pub use ids::*;
pub use null_reason::NullReason;
pub use scope::Scope;
