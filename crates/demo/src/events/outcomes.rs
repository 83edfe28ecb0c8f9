use chrono::Datelike;

use crate::calendar::{Day, date_of, day_of};
use crate::life::Life;
use crate::portfolio::Span;
use crate::random::{Dice, Purpose};
use crate::records::OutcomeRow;

/// What the client reached each month, noted on the first of the next, since `from`.
pub(crate) fn outcomes(life: &Life, from: Day, span: &Span) -> Vec<OutcomeRow> {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Outcome, 0);
    let keys: &[&'static str] = match life.profile.modules.len() {
        0..=2 => &["case_resolution"],
        3..=4 => &["case_resolution", "policy_attestation"],
        _ => &["case_resolution", "policy_attestation", "campaign_completion"],
    };
    let knows_outcomes = dice.chance(0.85);
    let mut month = date_of(life.go_live).with_day(1).unwrap_or(date_of(life.go_live)) + chrono::Months::new(1);
    let mut rows = Vec::new();
    while day_of(month) <= span.as_of.min(life.ends() - 1) {
        for key in keys {
            let target = dice.int(8, 14) * (1 + life.profile.seats / 25);
            let reached = 0.42 + 0.5 * life.profile.quality + 0.25 * dice.bell()
                - 0.3 * (1.0 - life.vigour(day_of(month)).min(1.0));
            let actual = (f64::from(target) * reached.clamp(0.05, 1.1)) as i32;
            if knows_outcomes && day_of(month) >= from {
                rows.push(OutcomeRow { client_id: life.id, date: month, metric_key: key, actual, target });
            }
        }
        month = month + chrono::Months::new(1);
    }
    rows
}
