use rust_decimal::Decimal;

use super::contacts::{Contact, is_unhappy, present};
use crate::calendar::{Day, date_of, instant, is_weekend};
use crate::life::{Life, Sign};
use crate::portfolio::Span;
use crate::random::{Dice, Purpose};
use crate::records::{SurveyRow, TicketRow};
use crate::words::{COMMENTS_GOOD, COMMENTS_POOR, TICKET_SUBJECTS};

struct Severity {
    name: &'static str,
    /// Hours until it has to be solved.
    sla: i64,
    /// Hours it usually takes.
    usual: f64,
}

const SEVERITIES: [Severity; 4] = [
    Severity { name: "LOW", sla: 120, usual: 48.0 },
    Severity { name: "MEDIUM", sla: 72, usual: 30.0 },
    Severity { name: "HIGH", sla: 24, usual: 11.0 },
    Severity { name: "CRITICAL", sla: 8, usual: 5.0 },
];

/// Tickets since `from`, and the satisfaction answers that follow them.
pub(crate) fn tickets(life: &Life, contacts: &[Contact], from: Day, span: &Span) -> (Vec<TicketRow>, Vec<SurveyRow>) {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Ticket, 0);
    let (mut rows, mut answers) = (Vec::new(), Vec::new());
    let mut number = 0;
    for day in (life.go_live - 14).max(from)..=span.as_of.min(life.ends() - 1) {
        let is_stormy = life.shows(Sign::TicketStorm, day);
        for _ in 0..dice.count(rate(life, day, is_stormy)) {
            number += 1;
            let ticket = ticket(life, &mut dice, day, number, is_stormy, span.as_of);
            let answer = answer(life, contacts, &mut dice, &ticket.1, span.as_of);
            answers.extend(answer);
            rows.push(ticket.0);
        }
    }
    (rows, answers)
}

/// Tickets on a day: more seats ask more, and clients that struggle ask more.
fn rate(life: &Life, day: Day, is_stormy: bool) -> f64 {
    let a_month = (0.35 + f64::from(life.terms_at(day).seats) / 34.0) * (1.35 - 0.75 * life.profile.quality);
    let share = if is_weekend(day) { 0.1 } else { 1.3 };
    let storm = if is_stormy { 4.0 + 2.5 / a_month.max(0.3) } else { 1.0 };
    a_month * storm * share / 30.0
}

/// What the satisfaction survey after a ticket depends on.
struct Solved {
    day: Option<Day>,
    in_time: bool,
}

fn ticket(life: &Life, dice: &mut Dice, day: Day, number: i32, is_stormy: bool, as_of: Day) -> (TicketRow, Solved) {
    let weights = if is_stormy { [0.24, 0.42, 0.26, 0.08] } else { [0.46, 0.39, 0.13, 0.02] };
    let severity = &SEVERITIES[dice.weighted(&weights)];
    let created = instant(day, i64::from(dice.int(7 * 3_600, 18 * 3_600)));
    let slow = if is_stormy { 2.1 } else { 1.0 } * (1.25 - 0.45 * life.profile.quality);
    let stuck = if dice.chance(0.035) { dice.between(100.0, 420.0) } else { dice.unit() };
    let hours = severity.usual * dice.between(0.25, 1.9) * slow + stuck;
    let resolved = created + chrono::Duration::minutes((hours * 60.0) as i64);
    let first = created + chrono::Duration::minutes((hours * dice.between(2.0, 20.0)) as i64);
    let due = created + chrono::Duration::hours(severity.sla);
    let escalates = dice.chance(match severity.name {
        "CRITICAL" => 0.4,
        "HIGH" if is_stormy => 0.3,
        "HIGH" => 0.08,
        _ => 0.0,
    });
    let end = instant(as_of + 1, 0);
    let escalated = created + chrono::Duration::hours(i64::from(dice.int(2, 20)));
    let sentiment = 0.1 + 0.5 * life.profile.quality - if is_stormy { 0.7 } else { 0.2 } + 0.5 * dice.bell();
    let tags = if dice.chance(0.05) { vec!["pricing"] } else { Vec::new() };
    let row = TicketRow {
        client_id: life.id,
        id: dice.id(date_of(day)),
        external_id: format!("T-{}-{number}", 1_000 + life.index),
        subject: dice.word(&TICKET_SUBJECTS),
        severity: severity.name,
        created_at: created,
        first_response_at: Some(first).filter(|at| *at < end),
        resolved_at: Some(resolved).filter(|at| *at < end),
        sla_due_at: due,
        escalated_at: (escalates && escalated < resolved).then_some(escalated).filter(|at| *at < end),
        sentiment: Decimal::new((sentiment.clamp(-1.0, 1.0) * 100.0) as i64, 2),
        tags,
        recorded_at: created,
    };
    let day = (resolved < end).then(|| crate::calendar::day_of(resolved.date_naive()));
    (row, Solved { day, in_time: resolved <= due })
}

fn answer(life: &Life, contacts: &[Contact], dice: &mut Dice, solved: &Solved, as_of: Day) -> Option<SurveyRow> {
    let (answers, is_content, place, id_day) = (dice.chance(0.3), dice.unit(), dice.unit(), dice.int(1, 3));
    let (grade, comment) = (dice.int(0, 1), dice.unit());
    let id = dice.id(date_of(life.start));
    let day = solved.day? + id_day;
    if !answers || day > as_of || life.is_gone(day) {
        return None;
    }
    let content = if is_unhappy(life, day) { 0.35 } else { 0.62 + 0.34 * life.profile.quality }
        - if solved.in_time { 0.0 } else { 0.3 };
    let is_content = is_content < content;
    let present: Vec<_> = present(contacts, day).filter(|contact| contact.role != "BILLING").collect();
    let contact = present.get((place * present.len() as f64) as usize);
    Some(SurveyRow {
        client_id: life.id,
        id,
        contact_id: contact.map(|contact| contact.id),
        respondent_key: contact.is_none().then(|| "support".to_owned()),
        kind: "CSAT",
        score: if is_content { 4 + grade } else { 2 + grade },
        max_score: 5,
        comment: (comment < 0.15).then(|| if is_content { COMMENTS_GOOD[1] } else { COMMENTS_POOR[0] }),
        responded_at: instant(day, 11 * 3_600),
        recorded_at: instant(day, 11 * 3_600),
    })
}
