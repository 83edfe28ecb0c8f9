use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{date, money};
use crate::alerts::{AlertFacts, Assessment, Condition, Raised};

const TYPE: AlertType = AlertType::UnexpectedChurn;

/// Above this the churn risk was HIGH, and nobody can say they did not know (M111).
const HIGH_ABOVE: i16 = 50;

/// Whether nothing announced that a client would leave: no notice, no renewal in danger, no high risk in the thirty
/// days before.
pub fn is_unexpected_churn(notice_given: bool, was_at_risk: bool, highest_churn_risk_score: Option<i16>) -> bool {
    !notice_given && !was_at_risk && highest_churn_risk_score.is_none_or(|score| score <= HIGH_ABOVE)
}

/// Holds for a client that left of late without a sign, over when someone took note.
pub(super) fn assess(facts: &AlertFacts, assessment: &mut Assessment) {
    let Some(churn) = facts.churn else { return };
    if !is_unexpected_churn(churn.notice_given, churn.was_at_risk, churn.highest_churn_risk_score) {
        return;
    }
    let highest = churn
        .highest_churn_risk_score
        .map_or_else(String::new, |score| format!(" The highest churn risk of the 30 days before was {score}."));
    let arr = facts
        .arr
        .filter(|arr| !arr.is_zero())
        .map_or_else(String::new, |arr| format!(" It paid {} a year.", money(arr, &facts.currency)));
    let raised = Raised {
        severity: AlertSeverity::Critical,
        is_executive: true,
        title: "A client left without warning".to_owned(),
        description: format!("It left on {} without notice.{highest}{arr}", date(churn.churned_on)),
        metric: "churned_at",
        value: churn.churned_on.to_string(),
        threshold: None,
        entity: None,
    };
    assessment.push(TYPE, &churn.churned_on.to_string(), Condition::Holds(Box::new(raised)));
}
