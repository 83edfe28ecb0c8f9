use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date, money};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::RenewalOverdue;

/// Holds once per renewal from the day after it was due, over when it is closed.
pub(super) fn assess(facts: &AlertFacts, _: &AlertSettings, assessment: &mut Assessment) {
    let Some(renewal) = facts.renewal.filter(|renewal| renewal.due_on < facts.as_of) else { return };
    let days = (facts.as_of - renewal.due_on).num_days();
    let arr = facts.arr.map_or_else(String::new, |arr| format!(" {} a year is open.", money(arr, &facts.currency)));
    let raised = Raised {
        severity: AlertSeverity::High,
        is_executive: false,
        title: format!("The renewal is {} late", count(days, "day")),
        description: format!("The renewal was due on {}.{arr}", date(renewal.due_on)),
        metric: "days_to_renewal",
        value: (-days).to_string(),
        threshold: Some("0".to_owned()),
        entity: Some(Entity { kind: "renewal", id: renewal.due_on.to_string() }),
    };
    assessment.push(TYPE, &renewal.due_on.to_string(), Condition::Holds(Box::new(raised)));
}
