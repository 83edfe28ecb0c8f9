use domain::alert::{AlertSeverity, AlertType};
use rust_decimal::Decimal;

use crate::alerts::text::{decimal, percent};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};
use crate::usage::vs_baseline;

const TYPE: AlertType = AlertType::UsageDecline;

/// Daily users a baseline needs for a decline to mean something.
const LEAST_BASELINE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// Holds from 30 % below the baseline (M026), over above half of that.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let Some((recent, before)) = facts.usage.as_ref().and_then(|usage| usage.baseline) else {
        return assessment.unknown(TYPE);
    };
    let Ok(change) = vs_baseline(recent, before) else { return assessment.unknown(TYPE) };
    let threshold = settings.decimal(TYPE) / Decimal::ONE_HUNDRED;
    let holds = change <= -threshold && before >= LEAST_BASELINE;
    let condition = Condition::of(holds, change > -threshold / Decimal::TWO, || Raised {
        severity: AlertSeverity::Medium,
        is_executive: false,
        title: format!("Daily users fell by {}", percent(-change)),
        description: format!(
            "{} users a day in the last week, {} in the thirty days before: {}.",
            decimal(recent),
            decimal(before),
            percent(change)
        ),
        metric: "daily_active_users_change",
        value: percent(change),
        threshold: Some(percent(-threshold)),
        entity: None,
    });
    assessment.push(TYPE, "", condition);
}
