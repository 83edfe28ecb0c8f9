//! What the rules look at, for a batch of clients at once: a fixed number of statements, none per client.

mod clients;
mod health;
mod money;
mod people;
mod support;
mod usage;

pub use clients::{ChurnRow, ClientRow, candidates, churned, clients};
pub use health::{CriticalRow, ScoreChangeRow, critical_before, score_changes, scores};
pub use money::{BillRow, ExpansionRow, expansions_won, failed_charges, unpaid_invoices};
pub use people::{ContactRow, DetractorRow, FollowUpRow, activities_are_recorded, contacts, detractors, follow_ups};
pub use support::{SupportRow, TicketRow, support, tickets};
pub use usage::{FeatureRow, UsageRow, features, usage};
