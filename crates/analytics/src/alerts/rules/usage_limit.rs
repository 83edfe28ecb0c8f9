use domain::alert::{AlertSeverity, AlertType};
use rust_decimal::Decimal;

use crate::alerts::text::percent;
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};
use crate::usage::utilisation;

const TYPE: AlertType = AlertType::UsageLimit;

/// Below the threshold by this much it is over.
const CLEAR_BY: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Holds above 80 % of the seats (M032): a reason to talk about more. Over at 75 %.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let seats = facts.licensed_user_count.map(i64::from);
    let users = facts.usage.as_ref().and_then(|usage| usage.monthly_active_users);
    let Some((users, ratio)) = users.and_then(|users| Some((users, utilisation(users, seats).ok()?))) else {
        return assessment.unknown(TYPE);
    };
    let threshold = settings.decimal(TYPE) / Decimal::ONE_HUNDRED;
    let condition = Condition::of(ratio > threshold, ratio <= threshold - CLEAR_BY, || Raised {
        severity: AlertSeverity::Low,
        is_executive: false,
        title: format!("{} of the seats are used", percent(ratio)),
        description: format!(
            "{users} of {} seats were used in 30 days: a chance to expand.",
            seats.unwrap_or_default()
        ),
        metric: "contract_utilisation",
        value: percent(ratio),
        threshold: Some(percent(threshold)),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
