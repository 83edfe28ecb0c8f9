use domain::alert::{AlertSeverity, AlertType};
use rust_decimal::Decimal;

use crate::alerts::text::percent;
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};
use crate::usage::utilisation;

const TYPE: AlertType = AlertType::ContractUtilizationLow;

/// Days a client must be live: seats fill slowly at first.
const LIVE_DAYS: i64 = 90;
/// Above the threshold by this much it is over.
const CLEAR_BY: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Holds below half the seats (M032) on each of 14 days, over from 55 %.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let seats = facts.licensed_user_count.map(i64::from);
    let users =
        facts.usage.as_ref().and_then(|usage| Some((usage.monthly_active_users?, usage.most_monthly_active_users?)));
    let ratios =
        users.and_then(|(now, most)| Some((now, utilisation(now, seats).ok()?, utilisation(most, seats).ok()?)));
    let Some((now, ratio, most)) = ratios else { return assessment.unknown(TYPE) };
    let is_settled = facts.go_live_date.is_some_and(|live| (facts.as_of - live).num_days() >= LIVE_DAYS);
    let threshold = settings.decimal(TYPE) / Decimal::ONE_HUNDRED;
    let condition = Condition::of(is_settled && most < threshold, ratio >= threshold + CLEAR_BY, || Raised {
        severity: AlertSeverity::Low,
        is_executive: false,
        title: format!("{} of the seats are used", percent(ratio)),
        description: format!(
            "{now} of {} seats were used in 30 days, and fewer than {} on each of the last 14 days.",
            seats.unwrap_or_default(),
            percent(threshold)
        ),
        metric: "contract_utilisation",
        value: percent(ratio),
        threshold: Some(percent(threshold)),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
