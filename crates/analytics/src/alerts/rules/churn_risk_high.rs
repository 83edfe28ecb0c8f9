use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};

const TYPE: AlertType = AlertType::ChurnRiskHigh;
/// Points below the threshold from which on it is over.
const CLEAR_BY: i32 = 5;

/// Holds above 80, over at 75 and below.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let Some(score) = facts.churn_risk_score.map(i32::from) else { return assessment.unknown(TYPE) };
    let threshold = settings.threshold(TYPE);
    let condition = Condition::of(score > threshold, score <= threshold - CLEAR_BY, || Raised {
        severity: AlertSeverity::High,
        is_executive: false,
        title: format!("Churn risk is {score}"),
        description: format!("The risk to lose this client within 90 days is {score}%, above {threshold}%."),
        metric: "churn_risk_score",
        value: score.to_string(),
        threshold: Some(threshold.to_string()),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
