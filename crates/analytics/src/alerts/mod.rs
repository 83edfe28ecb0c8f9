//! Alerts (§11): for which clients a rule holds, and what becomes of the alert it raised.
//!
//! `assess` looks at the facts of one client and says of every rule whether it holds, is over, or lies in between.
//! `transition` takes that and the row that is there, and says what is to be done with the row.

mod assessment;
mod facts;
mod machine;
mod rules;
mod settings;
pub(crate) mod text;

pub use assessment::{Assessment, Condition, Entity, Evaluation, Raised};
pub use facts::{
    AlertFacts, Bill, BillKind, ChurnFacts, ContactFacts, DetractorFacts, FeatureFacts, FollowUpFacts, HealthFacts,
    RenewalFacts, SpokenUntil, SupportFacts, TicketFacts, UsageFacts,
};
pub use machine::{Cooldown, Row, Seen, Transition, cooldown, transition};
pub use rules::{assess, enters_critical, is_unexpected_churn, renewal_bucket, severity_of_critical};
pub use settings::{AlertSettings, RuleSetting, SettingProblem, Threshold, threshold};

#[cfg(test)]
mod tests;
