use super::contacts::{Contact, is_unhappy};
use crate::calendar::{Day, date_of, instant, workday};
use crate::life::{Life, Sign};
use crate::portfolio::Span;
use crate::random::{Dice, Purpose};
use crate::records::SurveyRow;
use crate::words::{COMMENTS_GOOD, COMMENTS_POOR};

/// Days between two rounds of the recommendation survey.
const EVERY: Day = 182;

/// Answers to the recommendation survey since `from`: twice a year everyone is asked, and the unhappy speak up.
pub(crate) fn nps(life: &Life, contacts: &[Contact], from: Day, span: &Span) -> Vec<SurveyRow> {
    let last = span.as_of.min(life.ends() - 1);
    let mut rows = Vec::new();
    let mut round = 0;
    let mut day = life.go_live + 75;
    while day <= last {
        for (number, contact) in contacts.iter().enumerate() {
            // One stream per person and round: who joins later changes nobody's answer.
            let mut dice =
                Dice::new(life.seed, contact.id.as_fields().2.into(), Purpose::Survey, person(contact) ^ round);
            let on = workday(day + dice.int(0, 14));
            let answers = dice.chance(0.42) && contact.role != "BILLING";
            let row = row(life, contact, &mut dice, on);
            if answers && on <= last && contact.from <= on && on < contact.gone && number < 40 {
                rows.push(row);
            }
        }
        round += 1;
        day += EVERY;
    }
    for (number, strain) in life.strains.iter().enumerate().filter(|(_, strain)| strain.sign == Sign::LowScores) {
        let mut dice = Dice::new(life.seed, life.index, Purpose::Survey, 1_000 + number as u32);
        let on = workday(strain.from + dice.int(3, 25));
        let speaker =
            contacts.iter().find(|contact| contact.role == "ADMIN" && contact.from <= on && on < contact.gone);
        if let Some(contact) = speaker.filter(|_| on <= last && on >= life.go_live) {
            rows.push(row(life, contact, &mut dice, on));
        }
    }
    rows.retain(|row| row.responded_at >= instant(from, 0));
    rows.sort_by_key(|row| (row.responded_at, row.id));
    rows
}

fn person(contact: &Contact) -> u32 {
    let bytes = contact.id.as_bytes();
    u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]])
}

fn row(life: &Life, contact: &Contact, dice: &mut Dice, day: Day) -> SurveyRow {
    let mood = (5.2 + 4.6 * life.profile.quality + 3.0 * dice.bell()).clamp(0.0, 10.0) as i32;
    let low = dice.int(1, 6);
    let score = if is_unhappy(life, day) { low } else { mood };
    let (speaks, which) = (dice.chance(0.35), dice.int(0, 5) as usize);
    SurveyRow {
        client_id: life.id,
        id: dice.id(date_of(day)),
        contact_id: Some(contact.id),
        respondent_key: None,
        kind: "NPS",
        score,
        max_score: 10,
        comment: speaks.then(|| if score >= 7 { COMMENTS_GOOD[which] } else { COMMENTS_POOR[which] }),
        responded_at: instant(day, 10 * 3_600),
        recorded_at: instant(day, 10 * 3_600),
    }
}
