use chrono::{DateTime, NaiveDate, Utc};
use domain::work::TicketSeverity;

use super::dated::{count_within, up_to};
use crate::health::facts::TicketFacts;
use crate::period::Window;

/// Tickets by severity, as sorted dates of opening and closing.
#[derive(Debug, Clone, Default)]
pub(crate) struct TicketSeries {
    created: [Vec<NaiveDate>; 4],
    all_created: Vec<NaiveDate>,
    critical_resolved: Vec<NaiveDate>,
    /// The deadlines that were or are missed, and when each of those tickets was resolved after all.
    missed: Vec<DateTime<Utc>>,
    missed_resolved: Vec<NaiveDate>,
}

impl TicketSeries {
    pub(super) fn new(tickets: Vec<TicketFacts>) -> Self {
        let mut series = Self::default();
        for ticket in tickets {
            // A ticket closed before it was opened never was open.
            if ticket.resolved_on.is_some_and(|resolved| resolved < ticket.created_on) {
                continue;
            }
            series.created[slot(ticket.severity)].push(ticket.created_on);
            series.all_created.push(ticket.created_on);
            if ticket.severity == TicketSeverity::Critical {
                series.critical_resolved.extend(ticket.resolved_on);
            }
            if let Some(due) = ticket.sla_due_at
                && ticket.resolved_on.is_none_or(|resolved| resolved > due.date_naive())
            {
                series.missed.push(due);
                series.missed_resolved.extend(ticket.resolved_on);
            }
        }
        series.created.iter_mut().for_each(|dates| dates.sort_unstable());
        series.all_created.sort_unstable();
        series.critical_resolved.sort_unstable();
        series.missed.sort_unstable();
        series.missed_resolved.sort_unstable();
        series
    }

    pub(super) fn earliest(&self) -> Option<NaiveDate> {
        self.all_created.first().copied()
    }

    /// Tickets opened within a window: LOW, MEDIUM, HIGH, CRITICAL.
    pub(crate) fn created(&self, window: Window) -> [i64; 4] {
        std::array::from_fn(|severity| as_i64(count_within(&self.created[severity], window)))
    }

    pub(crate) fn all_created(&self, window: Window) -> i64 {
        as_i64(count_within(&self.all_created, window))
    }

    pub(crate) fn open_critical(&self, as_of: NaiveDate) -> i64 {
        let opened = up_to(&self.created[slot(TicketSeverity::Critical)], as_of);
        as_i64(opened.saturating_sub(up_to(&self.critical_resolved, as_of)))
    }

    /// Open tickets past their deadline. Deadlines are instants, so that one due this afternoon is not
    /// late this morning.
    pub(crate) fn overdue(&self, as_of: NaiveDate, moment: DateTime<Utc>) -> i64 {
        let missed = self.missed.partition_point(|due| *due < moment);
        as_i64(missed.saturating_sub(up_to(&self.missed_resolved, as_of)))
    }
}

fn slot(severity: TicketSeverity) -> usize {
    match severity {
        TicketSeverity::Low => 0,
        TicketSeverity::Medium => 1,
        TicketSeverity::High => 2,
        TicketSeverity::Critical => 3,
    }
}

fn as_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
