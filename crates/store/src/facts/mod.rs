//! The facts a score stands on, for a batch of clients at once: a fixed number of statements, none per client.
//!
//! Daily series come as one row per client with arrays: a tenth of the cost of one row per day.

mod contract;
mod engagement;
mod feeds;
mod money;
mod requests;
mod usage;

pub use contract::{
    AssignmentRow, ChurnWindowRow, ContractRow, TierRow, assignments, churn_windows, contracts, tier_history,
};
pub use engagement::{
    ContactLoginsRow, ContactRow, OutcomeRow, SurveyRow, TicketRow, TouchpointRow, contact_logins, contacts, outcomes,
    refresh_contact_logins, surveys, tickets, touchpoints, users_known_from,
};
pub use feeds::{FeedRow, feeds};
pub use money::{
    ArrRow, FailedChargeRow, FxRateRow, InvoiceRow, OpportunityRow, OrderRow, arr_history, failed_charges, fx_rates,
    invoices, opportunities, orders,
};
pub use requests::{lock_clients, lock_free_clients, request_recalculation, requested_clients, take_requests};
pub use usage::{FeatureRow, FeatureUseRow, UsageRow, feature_uses, features, longest_feature_window, usage};
