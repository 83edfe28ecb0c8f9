use domain::{client::ContractTier, revenue::PriorityCategory};
use rust_decimal::{Decimal, MathematicalOps as _};

use crate::{
    round::{INPUT_PLACES, round, round_to_score},
    settings::PrioritySettings,
};

/// The churn probability of a client without one (§8).
const UNKNOWN_CHURN: Decimal = Decimal::from_parts(20, 0, 0, false, 2);
/// Renewals due later are not urgent, in days.
const SOON_DAYS: i64 = 90;
/// The urgency of a renewal that is due today.
const DUE_TODAY: Decimal = Decimal::from_parts(80, 0, 0, false, 0);
/// Won renewals that make a faithful client.
const MANY_RENEWALS: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// The part of the purchase history that the realised lifetime value makes.
const VALUE_PART: Decimal = Decimal::from_parts(6, 0, 0, false, 1);

/// What the priority of a client is told from (M091).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriorityFacts {
    /// Annual recurring revenue (M061) in the reporting currency; unknown counts as none.
    pub arr: Option<Decimal>,
    /// Probability of churn within 90 days, 0 to 1 (M111); 0.20 where there is none.
    pub churn_90_days: Option<Decimal>,
    /// Days until the renewal is due (M084), negative once it is late; none without a date.
    pub days_to_renewal: Option<i64>,
    /// Contract tier.
    pub tier: ContractTier,
    /// Percentile rank of the realised lifetime value (M071) among active clients, 0 to 100.
    pub lifetime_value_percentile: Decimal,
    /// Renewals won so far.
    pub past_renewals: i64,
}

/// The four factors of a priority, each 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriorityFactors {
    /// R: what is expected to be lost, up to the cap.
    pub revenue_at_risk: Decimal,
    /// U: how soon the renewal is due, or how late it is.
    pub urgency: Decimal,
    /// T: the contract tier.
    pub tier: Decimal,
    /// H: what was bought before.
    pub purchase_history: Decimal,
}

/// How soon a client is worth someone's time, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priority {
    /// 0 to 100.
    pub score: i16,
    /// The same before it was rounded, by which clients are ordered.
    pub exact: Decimal,
    /// In a word.
    pub category: PriorityCategory,
    /// What it is made of.
    pub factors: PriorityFactors,
}

/// The priority of a client (M091).
pub fn priority(facts: &PriorityFacts, settings: &PrioritySettings) -> Priority {
    let factors = PriorityFactors {
        revenue_at_risk: revenue_at_risk(facts, settings.cap),
        urgency: urgency(facts.days_to_renewal),
        tier: tier(facts.tier),
        purchase_history: purchase_history(facts.lifetime_value_percentile, facts.past_renewals),
    };
    weighed(factors, settings)
}

/// (35·R + 30·U + 15·T + 20·H) / 100, with the weights of the settings.
pub fn weighed(factors: PriorityFactors, settings: &PrioritySettings) -> Priority {
    let points = factor_points(&factors, settings);
    let exact = round(points.iter().sum(), INPUT_PLACES);
    Priority { score: round_to_score(exact), exact, category: priority_category(exact, settings), factors }
}

/// What each factor adds to the score: R, U, T and H, in points.
pub fn factor_points(factors: &PriorityFactors, settings: &PrioritySettings) -> [Decimal; 4] {
    let weights = [settings.revenue, settings.urgency, settings.tier, settings.history];
    let values = [factors.revenue_at_risk, factors.urgency, factors.tier, factors.purchase_history];
    let all: Decimal = weights.iter().sum();
    let points = |index: usize| (weights[index] * values[index]).checked_div(all).unwrap_or_default();
    std::array::from_fn(points)
}

/// ARR × p₉₀: what is expected to be lost within 90 days, in the reporting currency.
pub fn expected_loss(arr: Decimal, churn_90_days: Option<Decimal>) -> Decimal {
    arr.max(Decimal::ZERO) * churn_90_days.unwrap_or(UNKNOWN_CHURN)
}

/// The word for a priority, by its exact value.
pub fn priority_category(exact: Decimal, settings: &PrioritySettings) -> PriorityCategory {
    match exact {
        exact if exact >= settings.critical_from => PriorityCategory::Critical,
        exact if exact >= settings.high_from => PriorityCategory::High,
        exact if exact >= settings.medium_from => PriorityCategory::Medium,
        _ => PriorityCategory::Low,
    }
}

/// R = 100·min(1, √(ARR × p₉₀ / cap)).
fn revenue_at_risk(facts: &PriorityFacts, cap: Decimal) -> Decimal {
    let expected = expected_loss(facts.arr.unwrap_or_default(), facts.churn_90_days);
    let share = expected.checked_div(cap).and_then(|share| share.min(Decimal::ONE).sqrt());
    Decimal::ONE_HUNDRED * share.unwrap_or_default()
}

/// U: overdue d days → min(100, 80 + d); due in d ≤ 90 → 80·(1 − d/90); else 0.
fn urgency(days_to_renewal: Option<i64>) -> Decimal {
    match days_to_renewal {
        Some(days) if days < 0 => (DUE_TODAY - Decimal::from(days)).min(Decimal::ONE_HUNDRED),
        Some(days) if days <= SOON_DAYS => DUE_TODAY * Decimal::from(SOON_DAYS - days) / Decimal::from(SOON_DAYS),
        _ => Decimal::ZERO,
    }
}

fn tier(tier: ContractTier) -> Decimal {
    Decimal::from(match tier {
        ContractTier::Enterprise | ContractTier::Custom => 100,
        ContractTier::Professional => 60,
        ContractTier::Starter => 30,
    })
}

/// H = 0.6·PR(realised lifetime value) + 0.4·100·min(1, past renewals / 3).
pub fn purchase_history(percentile: Decimal, past_renewals: i64) -> Decimal {
    let faithful = (Decimal::from(past_renewals.max(0)) / MANY_RENEWALS).min(Decimal::ONE);
    VALUE_PART * percentile + (Decimal::ONE - VALUE_PART) * Decimal::ONE_HUNDRED * faithful
}
