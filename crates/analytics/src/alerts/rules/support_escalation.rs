use domain::alert::{AlertSeverity, AlertType};
use domain::work::TicketSeverity;

use crate::alerts::text::count;
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::SupportEscalation;

/// Holds for each open ticket that is critical for more than a day or was escalated; over when it is closed.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let threshold = settings.whole(TYPE);
    for ticket in &facts.tickets {
        let age = facts.spoken.support - ticket.created_at;
        let is_old = ticket.severity == TicketSeverity::Critical && age.num_seconds() > threshold * 3600;
        let condition = Condition::of(is_old || ticket.is_escalated, false, || {
            let subject = ticket.subject.as_deref().unwrap_or("A ticket without a subject");
            let open = match age.num_hours() {
                hours @ ..48 => count(hours.max(0), "hour"),
                hours => count(hours / 24, "day"),
            };
            let title = if ticket.is_escalated { "A ticket was escalated" } else { "A critical ticket is open" };
            Raised {
                severity: AlertSeverity::High,
                is_executive: false,
                title: title.to_owned(),
                description: format!(
                    "“{subject}” ({}) has been open for {open}.",
                    ticket.severity.as_str().to_lowercase()
                ),
                metric: "ticket_age_hours",
                value: age.num_hours().to_string(),
                threshold: (!ticket.is_escalated).then(|| threshold.to_string()),
                entity: Some(Entity { kind: "support_ticket", id: ticket.id.clone() }),
            }
        });
        assessment.push(TYPE, &ticket.id, condition);
    }
}
