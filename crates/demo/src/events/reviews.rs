use domain::client::ContractTier;

use super::touchpoints::Desk;
use crate::calendar::{Day, workday};
use crate::random::{Dice, Purpose};
use crate::records::ActivityRow;

/// Business reviews as often as the tier has them, and calls between executives.
pub(super) fn reviews(desk: &Desk<'_>, rows: &mut Vec<ActivityRow>) {
    let life = desk.life;
    let (every, executives): (Day, Option<Day>) = match life.profile.tier {
        ContractTier::Enterprise | ContractTier::Custom => (91, Some(170)),
        ContractTier::Professional => (182, None),
        ContractTier::Starter => (365, None),
    };
    series(desk, rows, "QBR", 2, every, 0.3 * (1.0 - life.profile.quality));
    if let Some(every) = executives {
        series(desk, rows, "EXECUTIVE_TOUCHPOINT", 3, every, 0.4);
    }
}

fn series(desk: &Desk<'_>, rows: &mut Vec<ActivityRow>, kind: &'static str, stream: u32, every: Day, skipped: f64) {
    let mut dice = Dice::new(desk.life.seed, desk.life.index, Purpose::Touchpoint, stream);
    let mut day = desk.life.go_live + every * 9 / 10;
    while day <= desk.last_day() {
        let on = workday(day + dice.int(-9, 9));
        let takes_place = !dice.chance(skipped);
        let people = dice.int(2, 3) as usize;
        let row = desk.row(&mut dice, on, kind, people);
        if takes_place && on <= desk.last_day() && !desk.is_silent(on) {
            rows.push(row);
        }
        day += every;
    }
}
