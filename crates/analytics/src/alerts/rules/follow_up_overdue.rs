use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::FollowUpOverdue;

/// Holds for each follow-up from the day after it was due, over when it is done.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let threshold = settings.whole(TYPE);
    for follow_up in &facts.follow_ups {
        let late = (facts.as_of - follow_up.due_on).num_days();
        let condition = Condition::of(late >= threshold, late <= 0, || Raised {
            severity: AlertSeverity::Low,
            is_executive: false,
            title: format!("A follow-up is {} late", count(late, "day")),
            description: format!("The follow-up to “{}” was due on {}.", follow_up.subject, date(follow_up.due_on)),
            metric: "days_late",
            value: late.to_string(),
            threshold: Some(threshold.to_string()),
            entity: Some(Entity { kind: "activity", id: follow_up.activity_id.clone() }),
        });
        assessment.push(TYPE, &follow_up.activity_id, condition);
    }
}
