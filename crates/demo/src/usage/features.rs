use crate::calendar::Day;
use crate::catalogue::{FEATURES, Feature};
use crate::life::Life;
use crate::random::{Dice, Purpose};

/// How one client uses one feature.
pub(crate) struct FeatureUse {
    pub(crate) feature: &'static Feature,
    pub(crate) licensed_from: Option<Day>,
    pub(crate) configured_from: Option<Day>,
    /// Uses on a normal working day.
    rate: f64,
    dice: Dice,
}

/// Every feature, licensed or not.
pub(crate) fn feature_plans(life: &Life) -> Vec<FeatureUse> {
    FEATURES.iter().enumerate().map(|(number, feature)| plan(life, number as u32, feature)).collect()
}

fn plan(life: &Life, number: u32, feature: &'static Feature) -> FeatureUse {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Feature, number);
    let quality = life.profile.quality;
    let is_licensed = life.profile.modules.contains(&feature.module_key);
    let set_up_after = dice.int(0, 40);
    let is_set_up = !dice.chance(0.18 - 0.16 * quality);
    // Left alone, tried, used, loved.
    let share = match dice.weighted(&[0.5 * (1.0 - quality), 0.26 * (1.1 - quality), 0.33, 0.55 * quality]) {
        0 => 0.0,
        1 => dice.between(0.12, 0.24),
        2 => dice.between(0.35, 0.75),
        _ => dice.between(0.9, 2.1),
    };
    let size = (f64::from(life.profile.seats) / 40.0).clamp(0.7, 2.2);
    let rate = match feature.expected_usage {
        None => {
            if share > 0.0 {
                dice.between(60.0, 900.0)
            } else {
                0.0
            }
        }
        // What happens once or twice a window is planned, not left to chance.
        Some(1) => {
            if share > 0.2 {
                (share + 1.4) * 1.4 / f64::from(feature.window_days)
            } else {
                0.0
            }
        }
        Some(80) => share.min(1.1) * 80.0 * 1.4 / 30.0,
        Some(expected) => share * size * f64::from(expected) * 1.4 / f64::from(feature.window_days),
    };
    FeatureUse {
        feature,
        licensed_from: is_licensed.then_some(life.start),
        configured_from: (is_licensed && is_set_up).then(|| life.go_live + set_up_after),
        rate,
        dice,
    }
}

impl FeatureUse {
    /// Uses on a day. Asked about every day in turn: each takes the same numbers from the stream.
    pub(crate) fn count(&mut self, day: Day, busyness: f64) -> i32 {
        let count = self.dice.count(self.rate * busyness);
        if self.configured_from.is_some_and(|from| from <= day) { count } else { 0 }
    }
}
