use api_types::timeline::TimelineEntry;
use chrono::Datelike;

use crate::{format, words::Words};

/// What is known of an entry beside its words, as names and values to read.
pub(super) fn facts(entry: &TimelineEntry) -> Vec<(&'static str, String)> {
    let facts = &entry.facts;
    let mut rows = Vec::new();
    let mut add = |name: &'static str, value: Option<String>| rows.extend(value.map(|value| (name, value)));
    add("With", (!facts.contacts.is_empty()).then(|| facts.contacts.join(", ")));
    add("Took", facts.duration_minutes.map(|minutes| format!("{minutes} min")));
    add("Outcome", facts.outcome.map(|outcome| outcome.words().to_owned()));
    add("What came of it", facts.outcome_notes.clone());
    let state = match facts.follow_up_completed {
        Some(true) => ", done",
        _ => "",
    };
    add("Follow-up", facts.follow_up_date.map(|day| format!("by {}, {}{state}", format::short_day(day), day.year())));
    add("First answer", facts.first_response_at.map(format::instant));
    add("Escalated", facts.escalated_at.map(format::instant));
    if facts.severity.is_some() {
        add("Resolved", Some(facts.resolved_at.map_or_else(|| "not yet".to_owned(), format::instant)));
    }
    add("Band before", facts.status_from.map(|status| status.words().to_owned()));
    add("Band after", facts.status_to.map(|status| status.words().to_owned()));
    let currency = facts.currency.clone().unwrap_or_default();
    add("Amount", facts.amount.map(|amount| format!("{amount} {currency}")));
    add("Due", facts.due_date.map(|day| day.to_string()));
    add("About", facts.note_type.map(|kind| kind.words().to_owned()));
    add("State", facts.alert_status.as_deref().map(format::sentence));
    rows
}

#[cfg(test)]
mod tests {
    use api_types::timeline::TimelineFacts;
    use domain::work::{TicketSeverity, TimelineKind};

    use super::*;

    #[test]
    fn a_ticket_says_whether_it_is_resolved() {
        let entry = TimelineEntry {
            id: "TICKET:1".to_owned(),
            kind: TimelineKind::Ticket,
            occurred_at: chrono::DateTime::UNIX_EPOCH,
            is_day: false,
            title: "Slow".to_owned(),
            detail: None,
            by: None,
            entity_id: None,
            facts: TimelineFacts { severity: Some(TicketSeverity::High), ..TimelineFacts::default() },
        };
        assert_eq!(facts(&entry), [("Resolved", "not yet".to_owned())]);
    }
}
