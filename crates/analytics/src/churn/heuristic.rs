use domain::health::ChurnSource;
use rust_decimal::Decimal;

use super::factor::{Factor, FactorPoint};
use super::inputs::HeuristicInputs;
use super::risk::{ChurnRisk, category, confidence_level};
use crate::round::probability_to_score;
use crate::settings::ChurnSettings;

/// The 90-day churn rate assumed while none is known (§10.3).
pub const DEFAULT_BASE_RATE: f64 = 0.08;

/// What the heuristic's word is worth against a validated model's (§10.1).
const HEURISTIC_QUALITY: Decimal = Decimal::from_parts(4, 0, 0, false, 1);

/// The 90-day churn rate of the trailing twelve months from (active at start, of those churned within
/// 90 days) of as many starting days as there are, clamped to [0.02, 0.30]; 0.08 if unknown.
pub fn base_rate(windows: &[(usize, usize)]) -> f64 {
    let active: usize = windows.iter().map(|window| window.0).sum();
    let churned: usize = windows.iter().map(|window| window.1).sum();
    if active == 0 { DEFAULT_BASE_RATE } else { (churned as f64 / active as f64).clamp(0.02, 0.30) }
}

/// p90 = σ(logit(base) + Σ points), spread over the three months by a constant hazard (§10.3).
pub fn heuristic(inputs: &HeuristicInputs, base_rate: f64, settings: &ChurnSettings) -> ChurnRisk {
    let factors = points(inputs);
    let base = base_rate.clamp(0.02, 0.30);
    let log_odds = (base / (1.0 - base)).ln() + factors.iter().map(|factor| factor.points).sum::<f64>();
    let p90 = 1.0 / (1.0 + (-log_odds).exp());
    let hazard = 1.0 - (1.0 - p90).cbrt();
    let score = probability_to_score(p90);
    let (known, all) = inputs.known();
    let confidence = Decimal::from(known) / Decimal::from(all) * HEURISTIC_QUALITY;
    ChurnRisk {
        p30: hazard,
        p60: 1.0 - (1.0 - hazard).powi(2),
        p90,
        p_model: None,
        churn_risk_score: score,
        category: category(score, settings),
        source: ChurnSource::Heuristic,
        factors,
        confidence,
        confidence_level: confidence_level(confidence),
    }
}

/// The points of §10.3, the largest of each group only, heaviest first. They are the breakdown.
pub fn points(inputs: &HeuristicInputs) -> Vec<FactorPoint> {
    let mut found: Vec<FactorPoint> = [
        inputs.dau_change.and_then(usage),
        inputs.days_since_login.and_then(login),
        inputs
            .champion_inactive
            .filter(|inactive| *inactive)
            .map(|_| FactorPoint::new(Factor::ChampionInactive, 0.6, inputs.champion_silent_days.map(Decimal::from))),
        inputs
            .support_spike
            .filter(|spike| *spike)
            .map(|_| FactorPoint::new(Factor::SupportSpike, 0.4, inputs.tickets_last_7_days.map(Decimal::from))),
        inputs
            .open_critical_tickets
            .filter(|open| *open > 0)
            .map(|open| FactorPoint::new(Factor::CriticalTicket, 0.3, Decimal::from(open))),
        inputs
            .adoption
            .filter(|adoption| *adoption < Decimal::from(50))
            .map(|adoption| FactorPoint::new(Factor::AdoptionGap, 0.3, adoption)),
        inputs.days_since_contact.and_then(|days| contact(days, inputs.days_since_business_review)),
        inputs.nps.map(nps),
        inputs.days_past_due.and_then(past_due),
        inputs.days_to_renewal.and_then(renewal),
        inputs
            .tenure_days
            .filter(|days| *days < 180)
            .map(|days| FactorPoint::new(Factor::ShortTenure, 0.2, Decimal::from(days))),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()).then(a.factor.cmp(&b.factor)));
    found
}

fn usage(change: Decimal) -> Option<FactorPoint> {
    let percent = |value: i64| Decimal::new(value, 2);
    let point = |factor, points| Some(FactorPoint::new(factor, points, change));
    if change <= percent(-50) {
        point(Factor::UsageDecline, 1.1)
    } else if change <= percent(-30) {
        point(Factor::UsageDecline, 0.7)
    } else if change >= percent(10) {
        point(Factor::UsageGrowth, -0.3)
    } else {
        None
    }
}

fn login(days: i64) -> Option<FactorPoint> {
    let points = match days {
        30.. => 0.9,
        14.. => 0.5,
        _ => return None,
    };
    Some(FactorPoint::new(Factor::NoLogin, points, Decimal::from(days)))
}

fn contact(days: i64, days_since_business_review: Option<i64>) -> Option<FactorPoint> {
    if days >= 60 {
        return Some(FactorPoint::new(Factor::NoContact, 0.3, Decimal::from(days)));
    }
    let is_close = days <= 14 && days_since_business_review.is_some_and(|days| days <= 90);
    is_close.then(|| FactorPoint::new(Factor::RecentContact, -0.3, Decimal::from(days)))
}

fn nps(answer: Decimal) -> FactorPoint {
    if answer >= Decimal::from(9) {
        FactorPoint::new(Factor::NpsHigh, -0.4, answer)
    } else if answer >= Decimal::from(7) {
        FactorPoint::new(Factor::NpsLow, 0.1, answer)
    } else {
        FactorPoint::new(Factor::NpsLow, 0.5, answer)
    }
}

fn past_due(days: i64) -> Option<FactorPoint> {
    let points = match days {
        31.. => 1.0,
        1.. => 0.4,
        _ => return None,
    };
    Some(FactorPoint::new(Factor::PastDue, points, Decimal::from(days)))
}

fn renewal(days: i64) -> Option<FactorPoint> {
    let (factor, points) = match days {
        ..0 => (Factor::RenewalOverdue, 0.6),
        0..=30 => (Factor::RenewalDue, 0.6),
        31..=90 => (Factor::RenewalDue, 0.3),
        _ => return None,
    };
    Some(FactorPoint::new(factor, points, Decimal::from(days)))
}
