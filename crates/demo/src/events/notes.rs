use super::contract::Owners;
use crate::calendar::{Day, date_of, instant, workday};
use crate::life::Life;
use crate::portfolio::Span;
use crate::random::{Dice, Purpose};
use crate::records::NoteRow;
use crate::words::written;

const KINDS: [&str; 6] = ["GENERAL", "STRATEGY", "RISK", "OPPORTUNITY", "QBR_PREP", "INTERNAL"];
/// What staff wrote down about a client up to the last day: a first impression, and more every few months. A first
/// impression is kept however old it is.
pub(crate) fn notes(life: &Life, owners: &Owners, from: Day, span: &Span) -> Vec<NoteRow> {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Note, 0);
    let last = span.as_of.min(life.ends() - 1);
    let mut rows = Vec::new();
    let mut day = life.start;
    while day <= last {
        let is_first = day == life.start;
        let on = if is_first { day } else { workday(day) };
        let row = note(life, owners, &mut dice, on, is_first);
        if on <= last && (is_first || on >= from) {
            rows.push(row);
        }
        day += dice.int(35, 120);
    }
    rows
}

fn note(life: &Life, owners: &Owners, dice: &mut Dice, day: Day, is_first: bool) -> NoteRow {
    let is_strained = life.strains.iter().any(|strain| strain.shows_on(day));
    let weights = if is_strained { [0.1, 0.15, 0.5, 0.02, 0.13, 0.1] } else { [0.2, 0.25, 0.07, 0.2, 0.18, 0.1] };
    let kind = KINDS[if is_first { 0 } else { dice.weighted(&weights) }];
    let choices = written(kind);
    let (title, content) = choices[dice.int(0, choices.len() as i32 - 1) as usize];
    NoteRow {
        client_id: life.id,
        id: dice.id(date_of(day)),
        title,
        content,
        note_type: kind,
        is_private: !is_first && dice.chance(0.06),
        created_by_id: owners.csm_on(life, day),
        created_at: instant(day, i64::from(dice.int(9 * 3_600, 17 * 3_600))),
    }
}
