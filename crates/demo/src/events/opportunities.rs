use rust_decimal::Decimal;
use uuid::Uuid;

use crate::calendar::{Day, date_of, instant};
use crate::life::{Life, Renewal};
use crate::random::{Dice, Purpose};
use crate::records::OpportunityRow;

/// Days before its due date that a renewal is opened.
const OPENED_BEFORE: Day = 120;

/// Renewals and expansions, as they stand on the last day.
pub(crate) fn opportunities(life: &Life, owner: Uuid, as_of: Day) -> Vec<OpportunityRow> {
    let renewals = life
        .renewals
        .iter()
        .enumerate()
        .filter(|(_, renewal)| renewal.due - OPENED_BEFORE <= as_of)
        .map(|(number, renewal)| renewal_row(life, number as u32, renewal, owner, as_of));
    let sold = life.terms.iter().enumerate().filter(|(_, terms)| terms.is_expansion && terms.from < life.ends());
    let sold = sold.map(|(number, terms)| {
        let more = terms.arr - life.terms[number - 1].arr;
        expansion(life, 500 + number as u32, terms.from, Some(true), more, owner, as_of)
    });
    let tried =
        (0..).map(|year| (year, life.start + 365 * year)).take_while(|(_, day)| *day <= as_of.min(life.ends() - 1));
    let tried = tried.filter_map(|(year, from)| attempt(life, 900 + year as u32, from, owner, as_of));
    renewals.chain(sold.flatten()).chain(tried).collect()
}

fn renewal_row(life: &Life, number: u32, renewal: &Renewal, owner: Uuid, as_of: Day) -> OpportunityRow {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Money, 2_000_000 + number);
    let opened = renewal.due - OPENED_BEFORE;
    let closed = Some(renewal.closes).filter(|day| *day <= as_of);
    let due = life.terms_at(renewal.due - 1).arr;
    let next = life.terms_at(renewal.due).arr;
    let left = renewal.due - as_of;
    let lot = dice.unit();
    let is_strained = life.strains.iter().any(|strain| strain.shows_on(as_of));
    let (stage, forecast, probability) = match closed {
        Some(_) if renewal.is_won => ("NEGOTIATION", "CLOSED_WON", 100),
        Some(_) => ("NEGOTIATION", "CLOSED_LOST", 0),
        None if renewal.notice.is_some_and(|day| day <= as_of) => ("PROPOSAL", "OMITTED", 0),
        None if is_strained => (stage(left), "PIPELINE", 40),
        None if lot < life.profile.quality && left <= 60 => (stage(left), "COMMIT", 95),
        None if lot < 0.35 + 0.6 * life.profile.quality => (stage(left), "BEST_CASE", 70),
        None => (stage(left), "PIPELINE", 40),
    };
    OpportunityRow {
        client_id: life.id,
        id: dice.id(date_of(opened)),
        r#type: "RENEWAL",
        name: format!("{} renewal {}", life.profile.name, date_of(renewal.due).format("%Y-%m")),
        stage,
        forecast_category: forecast,
        amount_due: Some(Decimal::from(due)),
        amount: Decimal::from(if closed.is_some() && renewal.is_won { next } else { due }),
        currency: "USD",
        probability: Decimal::new(probability, 2),
        due_date: Some(date_of(renewal.due)),
        expected_close: date_of(renewal.due),
        opened_at: date_of(opened),
        closed_at: closed.map(date_of),
        outcome: closed.map(|_| if renewal.is_won { "WON" } else { "LOST" }),
        notice_given_at: renewal.notice.filter(|day| *day <= as_of).map(date_of),
        owner_id: owner,
        recorded_at: instant(opened, 0),
    }
}

fn stage(days_left: Day) -> &'static str {
    match days_left {
        ..31 => "NEGOTIATION",
        31..61 => "PROPOSAL",
        61..91 => "QUALIFIED",
        _ => "IDENTIFIED",
    }
}

/// Once in a while someone tries to sell more and fails, or is still at it.
fn attempt(life: &Life, number: u32, from: Day, owner: Uuid, as_of: Day) -> Option<OpportunityRow> {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Money, 3_000_000 + number);
    let (tries, closes) = (dice.chance(0.3 * life.profile.quality), from + dice.int(90, 360));
    let amount = life.terms_at(from).arr * i64::from(dice.int(8, 30)) / 100;
    if tries && closes < life.ends() {
        expansion(life, number, closes, Some(false), amount, owner, as_of)
    } else {
        None
    }
}

fn expansion(
    life: &Life,
    number: u32,
    closes: Day,
    wins: Option<bool>,
    amount: i64,
    owner: Uuid,
    as_of: Day,
) -> Option<OpportunityRow> {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Money, 4_000_000 + number);
    let opened = closes - dice.int(35, 85);
    if opened > as_of || opened < life.start {
        return None;
    }
    let closed = Some(closes).filter(|day| *day <= as_of);
    let won = wins.unwrap_or(false);
    let kind = dice.word(&["UPSELL", "UPSELL", "CROSS_SELL", "UPGRADE"]);
    let left = closes - as_of;
    Some(OpportunityRow {
        client_id: life.id,
        id: dice.id(date_of(opened)),
        r#type: kind,
        name: format!("{} {}", life.profile.name, if kind == "CROSS_SELL" { "new module" } else { "more seats" }),
        stage: if closed.is_some() { "NEGOTIATION" } else { stage(left) },
        forecast_category: match closed {
            Some(_) if won => "CLOSED_WON",
            Some(_) => "CLOSED_LOST",
            None if left < 30 => "BEST_CASE",
            None => "PIPELINE",
        },
        amount_due: None,
        amount: Decimal::from(amount.max(100)),
        currency: "USD",
        probability: Decimal::new(if closed.is_some() { if won { 100 } else { 0 } } else { 40 }, 2),
        due_date: None,
        expected_close: date_of(closes),
        opened_at: date_of(opened),
        closed_at: closed.map(date_of),
        outcome: closed.map(|_| if won { "WON" } else { "LOST" }),
        notice_given_at: None,
        owner_id: owner,
        recorded_at: instant(opened, 0),
    })
}
