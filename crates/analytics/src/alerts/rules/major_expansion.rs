use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{date, money};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::MajorExpansion;

/// Holds for an expansion won of late that adds 25 000 a year or more, over when someone took note.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let threshold = settings.decimal(TYPE);
    for won in facts.expansions.iter().filter(|won| won.arr >= threshold) {
        let amount = money(won.arr, &facts.currency);
        let what = won.name.as_deref().map_or_else(String::new, |name| format!("“{name}”, "));
        let raised = Raised {
            severity: AlertSeverity::Low,
            is_executive: true,
            title: format!("An expansion of {amount} was won"),
            description: format!("{what}won on {}, adds {amount} a year.", date(won.won_on)),
            metric: "expansion_arr",
            value: amount,
            threshold: Some(money(threshold, &facts.currency)),
            entity: Some(Entity { kind: "opportunity", id: won.id.clone() }),
        };
        assessment.push(TYPE, &won.id, Condition::Holds(Box::new(raised)));
    }
}
