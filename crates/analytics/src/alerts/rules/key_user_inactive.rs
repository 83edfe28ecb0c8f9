use domain::alert::{AlertSeverity, AlertType};
use domain::client::ContactRole;

use crate::alerts::text::{count, date};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, ContactFacts, Entity, Raised};

const TYPE: AlertType = AlertType::KeyUserInactive;

/// Holds for each key contact without a sign-in for 14 days, over at the next one. A contact who left is another
/// rule's matter; one who is not linked to a user of the platform is nobody's.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    if facts.usage.is_none() {
        return assessment.unknown(TYPE);
    }
    let threshold = settings.whole(TYPE);
    for contact in facts.contacts.iter().filter(|contact| contact.left_on.is_none()) {
        let Some(days) = silent_days(facts, contact) else { continue };
        let since = match contact.last_login_on {
            Some(day) => format!("last signed in on {}, {} ago", date(day), count(days, "day")),
            None => format!("has not signed in for {} or more", count(days, "day")),
        };
        let condition = Condition::of(days >= threshold, true, || Raised {
            severity: AlertSeverity::High,
            is_executive: false,
            title: format!("{} stopped signing in", contact.name),
            description: format!("{}, {}, {since}.", contact.name, role(contact)),
            metric: "days_since_login",
            value: days.to_string(),
            threshold: Some(threshold.to_string()),
            entity: Some(Entity { kind: "contact", id: contact.id.clone() }),
        });
        assessment.push(TYPE, &contact.id, condition);
    }
}

fn silent_days(facts: &AlertFacts, contact: &ContactFacts) -> Option<i64> {
    let since = contact.last_login_on.or(contact.known_from)?;
    Some((facts.spoken.usage - since).num_days())
}

fn role(contact: &ContactFacts) -> &'static str {
    match contact.role {
        ContactRole::Champion => "champion",
        ContactRole::ExecutiveSponsor => "executive sponsor",
        ContactRole::Admin => "administrator",
        ContactRole::User | ContactRole::Billing | ContactRole::Other => "key contact",
    }
}
