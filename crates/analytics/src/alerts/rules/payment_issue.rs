use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date, money};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Bill, BillKind, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::PaymentIssue;

/// Days past due from which on it is grave.
const GRAVE_DAYS: i64 = 30;

/// Holds for each invoice seven days past due and each charge that failed, over when it is paid.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let threshold = settings.whole(TYPE);
    for bill in &facts.bills {
        let late = bill.due_on.map_or(0, |due| (facts.spoken.billing - due).num_days());
        let is_late = late > 0 && late >= threshold;
        let condition = Condition::of(is_late || bill.failed_on.is_some(), false, || raised(bill, late, threshold));
        assessment.push(TYPE, &bill.id, condition);
    }
}

fn raised(bill: &Bill, late: i64, threshold: i64) -> Raised {
    let amount = money(bill.amount, &bill.currency);
    let failed = bill.failed_on.map(|day| format!("a charge failed on {}", date(day)));
    let overdue = (late > 0).then(|| format!("it is {} past due", count(late, "day")));
    let why: Vec<String> = [overdue, failed].into_iter().flatten().collect();
    Raised {
        severity: if late > GRAVE_DAYS { AlertSeverity::High } else { AlertSeverity::Medium },
        is_executive: false,
        title: match late {
            1.. => format!("An invoice is {} past due", count(late, "day")),
            _ => "A charge failed".to_owned(),
        },
        description: format!("{amount} did not come: {}.", why.join(", ")),
        metric: if late > 0 { "days_past_due" } else { "failed_charge" },
        value: if late > 0 { late.to_string() } else { amount },
        threshold: (late > 0).then(|| threshold.to_string()),
        entity: Some(Entity {
            kind: match bill.kind {
                BillKind::Invoice => "invoice",
                BillKind::Payment => "payment",
            },
            id: bill.id.clone(),
        }),
    }
}
