//! The state machine against a model that keeps no state: it reads everything from the log of what happened.

use analytics::alerts::{Cooldown, Row, Seen, Transition, transition};
use chrono::{DateTime, Duration, Utc};
use domain::alert::{AlertSeverity, AlertStatus};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Look(Seen, bool),
    Acknowledge,
    Snooze(i64),
    Dismiss,
    Resolve,
}

#[derive(Debug, Clone, Copy)]
enum Happened {
    Looked(Seen, Transition),
    Acknowledged,
    Snoozed(DateTime<Utc>),
    Dismissed,
    ResolvedByHand,
}

type Log = Vec<(DateTime<Utc>, Happened)>;

fn status(log: &Log) -> Option<AlertStatus> {
    use AlertStatus as S;
    log.iter().rev().find_map(|(_, happened)| match happened {
        Happened::Looked(_, Transition::Insert | Transition::Reopen | Transition::Wake) => Some(S::New),
        Happened::Looked(_, Transition::Update { notifies: true }) => Some(S::New),
        Happened::Looked(_, Transition::Resolve) | Happened::ResolvedByHand => Some(S::Resolved),
        Happened::Looked(..) => None,
        Happened::Acknowledged => Some(S::Acknowledged),
        Happened::Snoozed(_) => Some(S::Snoozed),
        Happened::Dismissed => Some(S::Dismissed),
    })
}

/// The gravest it was seen since it was raised or taken up.
fn severity(log: &Log) -> Option<AlertSeverity> {
    let from = log
        .iter()
        .rposition(|(_, happened)| matches!(happened, Happened::Looked(_, Transition::Insert | Transition::Reopen)))?;
    let seen = log[from..].iter().filter_map(|(_, happened)| match happened {
        Happened::Looked(Seen::Holds(severity), step) if *step != Transition::Suppress => Some(*severity),
        _ => None,
    });
    seen.max()
}

fn closed(log: &Log) -> Option<(DateTime<Utc>, bool)> {
    let at = log.iter().rposition(|(_, happened)| {
        matches!(happened, Happened::Looked(_, Transition::Resolve) | Happened::Dismissed | Happened::ResolvedByHand)
    })?;
    let was_over = log[at..].iter().any(|(_, happened)| {
        matches!(happened, Happened::Looked(Seen::Over, _) | Happened::Looked(_, Transition::Resolve))
    });
    Some((log[at].0, was_over))
}

fn expected(log: &Log, seen: Seen, may_raise: bool, now: DateTime<Utc>, cooldown: Cooldown) -> Transition {
    use Transition as T;
    let until = log.iter().rev().find_map(|(_, happened)| match happened {
        Happened::Snoozed(until) => Some(*until),
        _ => None,
    });
    let is_asleep = status(log) == Some(AlertStatus::Snoozed);
    let has_slept = is_asleep && until.is_some_and(|until| until <= now);
    let is_open = status(log).is_some_and(AlertStatus::is_open);
    match seen {
        Seen::Unknown => {
            if is_open {
                T::Hold
            } else {
                T::Nothing
            }
        }
        Seen::Over if is_open => T::Resolve,
        Seen::Over => match closed(log) {
            Some((_, false)) => T::Rearm,
            _ => T::Nothing,
        },
        Seen::Between if has_slept => T::Resolve,
        Seen::Between => {
            if is_open {
                T::Hold
            } else {
                T::Nothing
            }
        }
        Seen::Holds(_) if has_slept && may_raise => T::Wake,
        Seen::Holds(_) if is_asleep => T::Update { notifies: false },
        Seen::Holds(now_severity) if is_open => {
            T::Update { notifies: may_raise && severity(log).is_some_and(|was| now_severity > was) }
        }
        Seen::Holds(_) => match closed(log) {
            None => {
                if may_raise {
                    T::Insert
                } else {
                    T::Nothing
                }
            }
            Some(_) if !may_raise => T::Suppress,
            Some((at, was_over)) => {
                let is_cool = match cooldown {
                    Cooldown::Once => false,
                    Cooldown::Days(days) => now >= at + Duration::days(days),
                };
                match (status(log) == Some(AlertStatus::Dismissed), was_over, is_cool) {
                    (true, false, _) | (false, false, false) => T::Suppress,
                    (true, true, _) | (false, _, true) => T::Insert,
                    (false, true, false) => T::Reopen,
                }
            }
        },
    }
}

/// A row as the engine keeps it.
fn keep(row: &mut Option<Row>, step: Transition, seen: Seen, now: DateTime<Utc>) {
    let holds = match seen {
        Seen::Holds(severity) => Some(severity),
        _ => None,
    };
    match (step, row.as_mut(), holds) {
        (Transition::Insert | Transition::Reopen, _, Some(severity)) => {
            let status = AlertStatus::New;
            *row = Some(Row { status, severity, snoozed_until: None, closed_at: None, is_rearmed: false });
        }
        (Transition::Update { notifies }, Some(row), Some(severity)) => {
            row.severity = row.severity.max(severity);
            row.status = if notifies { AlertStatus::New } else { row.status };
        }
        (Transition::Wake, Some(row), Some(severity)) => {
            (row.status, row.severity) = (AlertStatus::New, row.severity.max(severity));
        }
        (Transition::Resolve, Some(row), _) => {
            (row.status, row.closed_at, row.is_rearmed) = (AlertStatus::Resolved, Some(now), true);
        }
        (Transition::Rearm, Some(row), _) => row.is_rearmed = true,
        _ => {}
    }
}

fn events() -> impl Strategy<Value = Vec<(i64, Event)>> {
    let severity = prop_oneof![Just(AlertSeverity::Low), Just(AlertSeverity::Medium), Just(AlertSeverity::High)];
    let seen = prop_oneof![
        4 => severity.prop_map(Seen::Holds),
        2 => Just(Seen::Between),
        2 => Just(Seen::Over),
        1 => Just(Seen::Unknown),
    ];
    let event = prop_oneof![
        8 => (seen, prop::bool::weighted(0.9)).prop_map(|(seen, may_raise)| Event::Look(seen, may_raise)),
        1 => Just(Event::Acknowledge),
        1 => (1_i64..72).prop_map(Event::Snooze),
        1 => Just(Event::Dismiss),
        1 => Just(Event::Resolve),
    ];
    prop::collection::vec((1_i64..60, event), 1..60)
}

proptest! {
    #[test]
    fn the_machine_does_what_the_log_says(events in events(), days in prop::option::of(1_i64..8)) {
        let cooldown = days.map_or(Cooldown::Once, Cooldown::Days);
        let mut now: DateTime<Utc> = "2026-06-01T00:00:00Z".parse().expect("an instant");
        let mut row: Option<Row> = None;
        let mut log: Log = vec![];
        for (hours, event) in events {
            now += Duration::hours(hours);
            let open = row.as_mut().filter(|row| row.status.is_open());
            match (event, open) {
                (Event::Look(seen, may_raise), _) => {
                    let step = transition(row.as_ref(), seen, now, cooldown, may_raise);
                    prop_assert_eq!(step, expected(&log, seen, may_raise, now, cooldown));
                    keep(&mut row, step, seen, now);
                    log.push((now, Happened::Looked(seen, step)));
                    prop_assert_eq!(row.map(|row| row.status), status(&log));
                }
                (Event::Acknowledge, Some(row)) => {
                    row.status = AlertStatus::Acknowledged;
                    log.push((now, Happened::Acknowledged));
                }
                (Event::Snooze(hours), Some(row)) => {
                    let until = now + Duration::hours(hours);
                    (row.status, row.snoozed_until) = (AlertStatus::Snoozed, Some(until));
                    log.push((now, Happened::Snoozed(until)));
                }
                (Event::Dismiss, Some(row)) => {
                    (row.status, row.closed_at, row.is_rearmed) = (AlertStatus::Dismissed, Some(now), false);
                    log.push((now, Happened::Dismissed));
                }
                (Event::Resolve, Some(row)) => {
                    (row.status, row.closed_at, row.is_rearmed) = (AlertStatus::Resolved, Some(now), false);
                    log.push((now, Happened::ResolvedByHand));
                }
                (_, None) => {}
            }
        }
    }
}
