use domain::alert::{AlertSeverity, AlertType};
use domain::health::HealthStatus;
use rust_decimal::Decimal;

use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};

const TYPE: AlertType = AlertType::HealthCritical;
/// Points above the bound from which on it is over.
const CLEAR_BY: i16 = 3;

/// Whether a score came into the band below a bound.
pub const fn enters_critical(was: i16, is: i16, bound: i16) -> bool {
    was >= bound && is < bound
}

/// How grave that is, and whether leaders hear of it: large accounts are worth more than `large_account_arr`.
pub fn severity_of_critical(arr: Option<Decimal>, large_account_arr: Decimal) -> (AlertSeverity, bool) {
    let is_large = arr.is_some_and(|arr| arr > large_account_arr);
    (if is_large { AlertSeverity::Critical } else { AlertSeverity::High }, is_large)
}

/// Holds in the week after the status became CRITICAL, over three points above the bound.
pub(super) fn assess(facts: &AlertFacts, _: &AlertSettings, assessment: &mut Assessment) {
    let Some(health) = &facts.health else { return assessment.unknown(TYPE) };
    let bound = health.critical_below;
    let holds = health.status == HealthStatus::Critical && health.was_not_critical;
    let condition = Condition::of(holds, health.score >= bound + CLEAR_BY, || {
        let (severity, is_executive) = severity_of_critical(facts.arr, facts.large_account_arr);
        Raised {
            severity,
            is_executive,
            title: "Health became critical".to_owned(),
            description: format!("Health is {}; below {bound} it is critical.", health.score),
            metric: "health_score",
            value: health.score.to_string(),
            threshold: Some(bound.to_string()),
            entity: None,
        }
    });
    assessment.push(TYPE, "", condition);
}
