use domain::alert::{AlertSeverity, AlertType};
use rust_decimal::Decimal;

use crate::alerts::text::{date, decimal};
use crate::alerts::{AlertSettings, Assessment, Condition, Entity, ManagerFacts, Raised, TeamFacts, WorkloadRun};

const TYPE: AlertType = AlertType::CsmOverload;
/// It is over this many points of a hundred below the threshold.
const UNTIL: i64 = 10;
/// What was written down longer ago says nothing of today: the night did not run.
const OLDEST_RUN_DAYS: i64 = 2;

/// Holds when the utilisation of a manager (M127) was above 115 % on the last two daily runs, over at 105 %. Who is no
/// longer in the last run has nothing to look after: that is over.
pub(super) fn assess(facts: &TeamFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let last_run = facts.managers.iter().filter_map(|manager| Some(manager.runs.first()?.day)).max();
    let Some(last_run) = last_run.filter(|day| (facts.as_of - *day).num_days() <= OLDEST_RUN_DAYS) else {
        return assessment.unknown(TYPE);
    };
    let threshold = settings.decimal(TYPE);
    for manager in &facts.managers {
        let Some(last) = manager.runs.first().filter(|run| run.day == last_run) else { continue };
        assessment.push(TYPE, &manager.id, condition(manager, *last, threshold));
    }
}

fn condition(manager: &ManagerFacts, last: WorkloadRun, threshold: Decimal) -> Condition {
    let Some(used) = percent_used(last) else { return Condition::Unknown };
    let before = manager.runs.get(1).and_then(|run| Some((run.day, percent_used(*run)?)));
    let both = before.filter(|(_, before)| used > threshold && *before > threshold);
    let Some((day, before)) = both else {
        let is_over = used <= threshold - Decimal::from(UNTIL);
        return if is_over { Condition::Over } else { Condition::Between };
    };
    Condition::Holds(Box::new(Raised {
        severity: AlertSeverity::High,
        is_executive: true,
        title: format!("{} is at {}% of capacity", manager.name, decimal(used)),
        description: format!(
            "Clients of {} points for a capacity of {}: {}% on {}, {}% on {}.",
            decimal(last.load),
            decimal(last.capacity),
            decimal(used),
            date(last.day),
            decimal(before),
            date(day)
        ),
        metric: "capacity_used_percent",
        value: decimal(used),
        threshold: Some(threshold.to_string()),
        entity: Some(Entity { kind: "staff", id: manager.id.clone() }),
    }))
}

/// In percent and unrounded; none of someone without any capacity.
fn percent_used(run: WorkloadRun) -> Option<Decimal> {
    crate::team::utilisation(run.load, run.capacity).ok().map(|ratio| ratio * Decimal::ONE_HUNDRED)
}
