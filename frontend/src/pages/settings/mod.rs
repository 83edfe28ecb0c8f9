//! What the settings share: the bar of those pages the role may open.
mod alerts;
mod frame;
mod sections;

pub use alerts::{AlertSettings, RuleRows, rule_drafts, wanted_rules};
pub use frame::{Settings, Start};
