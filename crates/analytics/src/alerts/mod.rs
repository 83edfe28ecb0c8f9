//! Alerts (§11): for which clients a rule holds, and what becomes of the alert it raised.
//!
//! `assess` looks at the facts of one client and says of every rule whether it holds, is over, or lies in between.
//! `assess_team` does the same for what belongs to no client: the managers and the sources.
//! `transition` takes that and the row that is there, and says what is to be done with the row.

mod assessment;
mod facts;
mod machine;
mod rules;
mod settings;
mod team;
pub(crate) mod text;

pub use assessment::{Assessment, Condition, Entity, Evaluation, Raised};
pub use facts::{
    AlertFacts, Bill, BillKind, ChurnFacts, ContactFacts, DetractorFacts, ExpansionFacts, FeatureFacts, FollowUpFacts,
    HealthFacts, RenewalFacts, SpokenUntil, SupportFacts, TicketFacts, UsageFacts,
};
pub use machine::{Cooldown, Row, Seen, Transition, cooldown, transition};
pub use rules::{assess, assess_team, enters_critical, is_unexpected_churn, renewal_bucket, severity_of_critical};
pub use settings::{AlertSettings, RuleSetting, SettingProblem, Threshold, threshold};
pub use team::{ManagerFacts, SourceFacts, TeamFacts, Trouble, WorkloadRun};

#[cfg(test)]
mod team_tests;
#[cfg(test)]
mod tests;
