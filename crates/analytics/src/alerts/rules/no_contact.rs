use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};

const TYPE: AlertType = AlertType::NoContact;

/// Holds from 60 days without a touchpoint of staff, over at the next one. Where nobody records what staff do, silence
/// says nothing.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    if !facts.activities_are_recorded {
        return assessment.unknown(TYPE);
    }
    let threshold = settings.whole(TYPE);
    let days = (facts.as_of - facts.last_contact_on.unwrap_or(facts.contract_start_date)).num_days();
    let condition = Condition::of(days >= threshold, true, || Raised {
        severity: AlertSeverity::Low,
        is_executive: false,
        title: format!("No contact for {}", count(days, "day")),
        description: match facts.last_contact_on {
            Some(day) => {
                format!("The last call, meeting or answered e-mail was on {}, {} ago.", date(day), count(days, "day"))
            }
            None => format!("Nobody was in contact since the contract began {} ago.", count(days, "day")),
        },
        metric: "days_since_contact",
        value: days.to_string(),
        threshold: Some(threshold.to_string()),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
