use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};
use crate::usage::days_since_login;

const TYPE: AlertType = AlertType::NoLogin;

/// Holds when nobody signed in for 14 days (M035), over at the next sign-in.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let days = facts
        .usage
        .as_ref()
        .and_then(|usage| days_since_login(facts.spoken.usage, usage.last_login_on, facts.go_live_date));
    let Some(days) = days else { return assessment.unknown(TYPE) };
    let threshold = settings.whole(TYPE);
    let condition = Condition::of(days >= threshold, true, || Raised {
        severity: AlertSeverity::High,
        is_executive: false,
        title: format!("Nobody signed in for {}", count(days, "day")),
        description: match facts.usage.as_ref().and_then(|usage| usage.last_login_on) {
            Some(day) => format!("The last sign-in of anyone was on {}, {} ago.", date(day), count(days, "day")),
            None => format!("Nobody has signed in since going live {} ago.", count(days, "day")),
        },
        metric: "days_since_login",
        value: days.to_string(),
        threshold: Some(threshold.to_string()),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
