//! The words of the product: ids, closed lists, rights, scope and time. No I/O.
#![deny(missing_docs)]

mod clock;
mod closed_list;
mod ids;
mod scope;
mod team_scope;

/// Alerts: what they are about and what becomes of them.
pub mod alert;
/// Keys of programs, and what each may be used for.
pub mod api_key;
/// Who did what.
pub mod audit;
/// Whom a client is compared with.
pub mod benchmark;
/// Clients, contracts and contacts.
pub mod client;
/// Which clients are meant.
pub mod filter;
/// Health scores, their components, and risk.
pub mod health;
/// Imports and data feeds.
pub mod import;
/// Telling people of what happened.
pub mod notification;
/// Why a figure is missing.
pub mod null_reason;
/// Periods of reports.
pub mod period;
/// Renewals, opportunities and money.
pub mod revenue;
/// What is typed into a search box, and where it was found.
pub mod search;
/// Staff, roles and what each may do.
pub mod staff;
/// Client success managers beside each other.
pub mod team;
/// Usage and adoption of features.
pub mod usage;
/// Activities and notes.
pub mod work;

pub use clock::{Clock, FixedClock, SystemClock};
pub use closed_list::UnknownValue;
pub use ids::*;
pub use null_reason::NullReason;
pub use scope::Scope;
pub use team_scope::TeamScope;
