use domain::health::{ChurnCategory, ChurnSource, ConfidenceLevel};
use rust_decimal::Decimal;

use super::factor::FactorPoint;
use crate::round::probability_to_score;
use crate::settings::ChurnSettings;

/// The churn risk of a client on a date (M110, M111, M112).
#[derive(Debug, Clone, PartialEq)]
pub struct ChurnRisk {
    /// Probability within 30 days.
    pub p30: f64,
    /// Probability within 60 days.
    pub p60: f64,
    /// Probability within 90 days.
    pub p90: f64,
    /// What `p90` was before a notice overrode it.
    pub p_model: Option<f64>,
    /// 100 × p90, rounded.
    pub churn_risk_score: i16,
    /// Low, medium or high.
    pub category: ChurnCategory,
    /// Where it comes from.
    pub source: ChurnSource,
    /// The breakdown, heaviest first.
    pub factors: Vec<FactorPoint>,
    /// The share of known features times the quality of the source.
    pub confidence: Decimal,
    /// The same in a word.
    pub confidence_level: ConfidenceLevel,
}

/// LOW below 20, HIGH above 50, else MEDIUM (M111).
pub fn category(score: i16, settings: &ChurnSettings) -> ChurnCategory {
    if score < settings.low_below {
        ChurnCategory::Low
    } else if score > settings.high_above {
        ChurnCategory::High
    } else {
        ChurnCategory::Medium
    }
}

/// Whether an alert is due: above 80.
pub fn is_alert(score: i16, settings: &ChurnSettings) -> bool {
    score > settings.alert_above
}

/// A cancellation or notice that takes effect in some days makes every horizon it lies within certain.
pub fn with_notice(risk: ChurnRisk, effective_in_days: i64, settings: &ChurnSettings) -> ChurnRisk {
    let certain = |p: f64, horizon: i64| if effective_in_days <= horizon { 1.0 } else { p };
    let (p30, p60, p90) = (certain(risk.p30, 30), certain(risk.p60, 60), certain(risk.p90, 90));
    let score = probability_to_score(p90);
    ChurnRisk {
        p30,
        p60,
        p90,
        p_model: Some(risk.p90),
        churn_risk_score: score,
        category: category(score, settings),
        source: ChurnSource::Notice,
        ..risk
    }
}

/// HIGH from 0.7, MEDIUM from 0.4, else LOW (§10.1).
pub fn confidence_level(confidence: Decimal) -> ConfidenceLevel {
    if confidence >= Decimal::new(7, 1) {
        ConfidenceLevel::High
    } else if confidence >= Decimal::new(4, 1) {
        ConfidenceLevel::Medium
    } else {
        ConfidenceLevel::Low
    }
}
