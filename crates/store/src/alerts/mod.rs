//! Alerts: the facts rules look at, the rows the engine keeps, and what people see and do of them.

mod act;
mod counts;
mod facts;
mod filter;
mod list;
mod rows;
mod segments;
mod settings;

pub use act::{ActionRow, AlertChange, change, for_action};
pub use counts::{CountRow, counts};
pub use facts::{
    BillRow, ChurnRow, ClientRow, ContactRow, CriticalRow, DetractorRow, ExpansionRow, FeatureRow, FollowUpRow,
    ScoreChangeRow, SupportRow, TicketRow, UsageRow, activities_are_recorded, candidates, churned, clients, contacts,
    critical_before, detractors, expansions_won, failed_charges, features, follow_ups, score_changes, scores, support,
    tickets, unpaid_invoices, usage,
};
pub use filter::{AlertFilter, AlertSort};
pub use list::{
    AlertPosition, AlertRow, ClientGroupKey, ClientGroupRow, ListRequest, by_client, count, count_clients, get, list,
    of_clients,
};
pub(crate) use rows::body;
pub use rows::{EngineRow, EngineUpdate, NewAlert, insert, remove_closed, rows, update};
pub use segments::{RuleSegmentRow, put_rule_segments, rule_segments, rules_of_segment};
pub use settings::{
    ClientSettingRow, SettingRow, client_setting, client_settings, global_setting, put_client_setting,
    put_global_setting,
};
