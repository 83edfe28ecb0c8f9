//! Everything dated that is known about one client, as plain structs the store fills in any order.
//! `ClientHistory::new` sorts and indexes them.
//!
//! To measure a date D the facts must reach back `USAGE_DAYS` before D for usage, the longest
//! feature window for features, `SURVEY_DAYS` for surveys, and `WINDOW_DAYS` for tickets,
//! touchpoints, outcomes and failed charges. The latest touchpoint, open tickets, unpaid invoices,
//! opportunities, orders and ARR rows are needed however old they are.

mod client;
mod contract;
mod engagement;
mod money;
mod usage;

pub use client::ClientFacts;
pub use contract::{ContractFacts, DatedTier};
pub use engagement::{ContactFacts, OutcomeFacts, SurveyFacts, TicketFacts, TouchpointFacts};
pub use money::{ArrFacts, InvoiceFacts, OpportunityFacts};
pub use usage::{FeatureFacts, UsageDay};

/// Days of usage before a date that its measurement looks at: 30 days and the 90 before them.
pub const USAGE_DAYS: i64 = 120;
/// Days of NPS answers that count.
pub const SURVEY_DAYS: i64 = 365;
/// Days of tickets, touchpoints, CSAT answers, outcomes and failed charges that count (7 days and
/// the 84 before them for the support spike, 90 for the rest).
pub const WINDOW_DAYS: i64 = 91;
