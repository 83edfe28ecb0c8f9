//! What is sold: the modules with their ten features and the use expected of each (metrics.md §6), and the plans.

use chrono::NaiveDate;
use domain::client::ContractTier;
use uuid::Uuid;

use crate::random::{Dice, Purpose};

/// A feature of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// Key.
    pub key: &'static str,
    /// Name on screen.
    pub name: &'static str,
    /// Module it belongs to.
    pub module_key: &'static str,
    /// Name of that module.
    pub module_name: &'static str,
    /// Uses expected within the window; none where any use is adoption.
    pub expected_usage: Option<i32>,
    /// Days of the window.
    pub window_days: i32,
    /// What is counted.
    pub unit: &'static str,
}

const fn feature(
    key: &'static str,
    name: &'static str,
    module: (&'static str, &'static str),
    expected_usage: Option<i32>,
    window_days: i32,
    unit: &'static str,
) -> Feature {
    Feature { key, name, module_key: module.0, module_name: module.1, expected_usage, window_days, unit }
}

const CASES: (&str, &str) = ("case_management", "Case Management");
const DISCLOSURES: (&str, &str) = ("disclosures", "Disclosures");
const POLICIES: (&str, &str) = ("policy_management", "Policy Management");
const ANALYTICS: (&str, &str) = ("analytics", "Analytics");
const CHATBOT: (&str, &str) = ("chatbot", "Chatbot");
const API: (&str, &str) = ("api", "API");

/// The ten features.
pub const FEATURES: [Feature; 10] = [
    feature("case_creation", "Case Creation", CASES, Some(10), 30, "cases"),
    feature("investigation_workflow", "Investigation Workflow", CASES, Some(5), 30, "investigations"),
    feature("campaign_launch", "Campaign Launch", DISCLOSURES, Some(1), 90, "campaigns"),
    feature("disclosure_review", "Disclosure Review", DISCLOSURES, Some(80), 30, "percent within SLA"),
    feature("policy_publish", "Policy Publish", POLICIES, Some(1), 90, "policies"),
    feature("attestation_campaign", "Attestation Campaign", POLICIES, Some(1), 365, "campaigns"),
    feature("dashboard_views", "Dashboard Views", ANALYTICS, Some(20), 30, "views"),
    feature("report_exports", "Report Exports", ANALYTICS, Some(2), 30, "exports"),
    feature("conversation_volume", "Conversation Volume", CHATBOT, Some(10), 30, "conversations"),
    feature("api_calls", "API Calls", API, None, 30, "calls"),
];

/// The modules, in the order clients tend to buy them.
pub(crate) const MODULES: [&str; 6] =
    ["case_management", "analytics", "policy_management", "disclosures", "chatbot", "api"];

/// A product or plan of the price list.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Id of the plan.
    pub id: Uuid,
    /// Name.
    pub name: &'static str,
    /// Tier it is sold to.
    pub tier: ContractTier,
    /// Dollars per seat and month.
    pub seat_price: i32,
}

fn id_of(number: u32) -> Uuid {
    let day = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default();
    Dice::new(0, number, Purpose::Staff, u32::MAX).id(day)
}

/// The product everyone subscribes to.
pub fn product_id() -> Uuid {
    id_of(1000)
}

/// One plan per tier.
pub fn plans() -> [Plan; 4] {
    let plan = |number: u32, name, tier, seat_price| Plan { id: id_of(1001 + number), name, tier, seat_price };
    [
        plan(0, "Starter", ContractTier::Starter, 35),
        plan(1, "Professional", ContractTier::Professional, 60),
        plan(2, "Enterprise", ContractTier::Enterprise, 95),
        plan(3, "Custom", ContractTier::Custom, 85),
    ]
}

pub(crate) fn plan_id(tier: ContractTier) -> Uuid {
    match tier {
        ContractTier::Starter => id_of(1001),
        ContractTier::Professional => id_of(1002),
        ContractTier::Enterprise => id_of(1003),
        ContractTier::Custom => id_of(1004),
    }
}
