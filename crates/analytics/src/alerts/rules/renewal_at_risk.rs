use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};
use crate::renewal::{RenewalDangers, StageFacts};

const TYPE: AlertType = AlertType::RenewalAtRisk;

/// Days before a renewal within which leaders hear of one in danger.
const WITHIN_DAYS: i64 = 30;
/// Holds once per renewal that is due within 30 days in the stage AT_RISK, over when the stage changes. A client that
/// gave notice is past that stage.
pub(super) fn assess(facts: &AlertFacts, _: &AlertSettings, assessment: &mut Assessment) {
    let Some(renewal) = facts.renewal.filter(|renewal| !renewal.notice_given) else { return };
    let days = (renewal.due_on - facts.as_of).num_days();
    if !(0..=WITHIN_DAYS).contains(&days) {
        return;
    }
    let dangers = RenewalDangers::of(&StageFacts {
        outcome: None,
        notice_given: renewal.notice_given,
        health_score: facts.health.as_ref().map(|health| health.score),
        churn_risk_score: facts.churn_risk_score,
        days_past_due: facts.days_past_due,
        is_overdue: days < 0,
    });
    let reasons: Vec<String> = [
        dangers.health_score.map(|score| format!("health is {score}")),
        dangers.churn_risk_score.map(|score| format!("churn risk is {score}")),
        dangers.days_past_due.map(|days| format!("an invoice is {} past due", count(days, "day"))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let condition = Condition::of(dangers.any(), true, || Raised {
        severity: AlertSeverity::Critical,
        is_executive: true,
        title: format!("A renewal in {} is at risk", count(days, "day")),
        description: format!("Due on {}, and {}.", date(renewal.due_on), reasons.join(", ")),
        metric: "days_to_renewal",
        value: days.to_string(),
        threshold: Some(WITHIN_DAYS.to_string()),
        entity: Some(Entity { kind: "renewal", id: renewal.due_on.to_string() }),
    });
    assessment.push(TYPE, &renewal.due_on.to_string(), condition);
}
