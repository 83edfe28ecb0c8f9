use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

/// One record of use under a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanUse {
    /// The plan.
    pub plan: String,
    /// Who.
    pub user: String,
    /// How much.
    pub quantity: Decimal,
}

/// The use of a plan on a day (M033).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanUsage {
    /// The plan.
    pub plan: String,
    /// Distinct users.
    pub users: usize,
    /// Quantity of all of them.
    pub total: Decimal,
    /// Quantity per user, not per record.
    pub per_user: Decimal,
}

/// Sums records by plan, by the name of the plan.
pub fn usage_by_plan(records: &[PlanUse]) -> Vec<PlanUsage> {
    let mut plans: BTreeMap<&str, (BTreeSet<&str>, Decimal)> = BTreeMap::new();
    for record in records {
        let (users, total) = plans.entry(&record.plan).or_default();
        users.insert(&record.user);
        *total += record.quantity;
    }
    plans
        .into_iter()
        .map(|(plan, (users, total))| PlanUsage {
            plan: plan.to_owned(),
            users: users.len(),
            total,
            per_user: total / Decimal::from(users.len().max(1)),
        })
        .collect()
}
