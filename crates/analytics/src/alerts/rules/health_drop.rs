use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};
use crate::round::round_to_points;

const TYPE: AlertType = AlertType::HealthDrop;

/// Holds from ten points down in seven days, over when fewer than half of that are left.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let health = facts.health.as_ref();
    let Some((health, change)) = health.and_then(|health| Some((health, round_to_points(health.change_7_days?))))
    else {
        return assessment.unknown(TYPE);
    };
    let threshold = settings.threshold(TYPE);
    let drop = -i32::from(change);
    let condition = Condition::of(drop >= threshold, 2 * drop < threshold, || Raised {
        severity: AlertSeverity::High,
        is_executive: false,
        title: format!("Health fell {drop} points in a week"),
        description: format!("Health is {}, {drop} points lower than seven days ago.", health.score),
        metric: "health_score_change_7_days",
        value: change.to_string(),
        threshold: Some(format!("-{threshold}")),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
