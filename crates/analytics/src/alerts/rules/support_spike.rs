use domain::alert::{AlertSeverity, AlertType};
use rust_decimal::Decimal;

use crate::alerts::text::decimal;
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Raised};

const TYPE: AlertType = AlertType::SupportSpike;
/// The weeks the usual number is taken from.
const WEEKS: i64 = 12;
/// Fewer tickets than this are no spike, whatever is usual (M104).
const LEAST: i64 = 3;
/// Times the usual below which it is over.
const CLEAR_BELOW: i64 = 2;

/// Holds from three tickets in a week and three times the usual, over below twice. One ticket a week counts as usual
/// at the least, or a client without any before could never be over it.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let Some(support) = facts.support else { return assessment.unknown(TYPE) };
    let times = settings.whole(TYPE);
    let (tickets, prior) = (support.last_7_days, support.prior_12_weeks);
    let holds = tickets >= LEAST && WEEKS * tickets >= times * prior;
    let is_over = WEEKS * tickets < CLEAR_BELOW * prior.max(WEEKS);
    let condition = Condition::of(holds, is_over, || {
        let usual = decimal(Decimal::from(prior) / Decimal::from(WEEKS));
        Raised {
            severity: AlertSeverity::Medium,
            is_executive: false,
            title: format!("{tickets} tickets in a week"),
            description: format!(
                "{tickets} tickets came in seven days; in the twelve weeks before it was {usual} a week."
            ),
            metric: "tickets_7_days",
            value: tickets.to_string(),
            threshold: Some(format!("{times} times {usual}")),
            entity: None,
        }
    });
    assessment.push(TYPE, "", condition);
}
