//! Alerts: raised and ended by looking at clients, answered by people.
//!
//! `evaluate` looks at a batch of clients on the caller's transaction, right after their scores were computed; the caller
//! holds the clients, so that two workers never write the alerts of one client at the same time. `sweep` looks at
//! everyone, because days pass without a write, and holds only those it has something to write of; the managers and the
//! sources, of which `team` knows, among them. A fixed number of
//! statements, however many clients.

mod act;
mod evaluate;
mod facts;
mod lookout;
mod reach;
mod segments;
mod settings;
mod steps;
mod sweep;
mod team;

pub(crate) use act::acknowledge_within;
pub use act::{About, Answer, answer, reopen};
pub use evaluate::evaluate;
pub use reach::rules_not_for;
pub(crate) use segments::rules_in_words;
pub use segments::{RuleSegment, RuleSegments};
pub use settings::{ClientSettings, Settings, client_settings, put_client_settings, put_settings, settings};
pub use sweep::{Swept, evaluate_now, sweep};
pub use team::sweep_team;
