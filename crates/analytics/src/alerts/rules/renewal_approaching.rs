use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date, money};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::RenewalApproaching;

/// Days before a renewal on which one is told, the nearest first.
const BUCKETS: [i64; 3] = [30, 60, 90];

/// The bucket of a renewal that is due in some days; none when it is further away, or past.
pub fn renewal_bucket(days: i64) -> Option<i64> {
    BUCKETS.into_iter().find(|bucket| (0..=*bucket).contains(&days))
}

/// Holds once per renewal and bucket; over when the renewal is closed, or the next bucket takes its place.
pub(super) fn assess(facts: &AlertFacts, _: &AlertSettings, assessment: &mut Assessment) {
    let Some(renewal) = facts.renewal else { return };
    let days = (renewal.due_on - facts.as_of).num_days();
    let Some(bucket) = renewal_bucket(days) else { return };
    let arr =
        facts.arr.map_or_else(String::new, |arr| format!(" {} a year is up for renewal.", money(arr, &facts.currency)));
    let raised = Raised {
        severity: AlertSeverity::Medium,
        is_executive: false,
        title: match days {
            0 => "The renewal is due today".to_owned(),
            days => format!("The renewal is due in {}", count(days, "day")),
        },
        description: format!("The renewal is due on {}.{arr}", date(renewal.due_on)),
        metric: "days_to_renewal",
        value: days.to_string(),
        threshold: Some(bucket.to_string()),
        entity: Some(Entity { kind: "renewal", id: renewal.due_on.to_string() }),
    };
    assessment.push(TYPE, &format!("{}|{bucket}", renewal.due_on), Condition::Holds(Box::new(raised)));
}
