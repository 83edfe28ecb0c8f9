use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::period::{Window, trailing};
use crate::settings::DayMask;

/// Days a value is judged by.
const WINDOW_DAYS: u32 = 28;
/// Known days of these below which nothing is judged (§14).
const LEAST_DAYS: usize = 14;
/// Standard deviations of a normal distribution per median absolute deviation.
const SCALE: Decimal = Decimal::from_parts(14_826, 0, 0, false, 4);
/// How far out a value must lie.
const THRESHOLD: Decimal = Decimal::from_parts(35, 0, 0, false, 1);
/// The least distance that counts where values do not vary at all.
const LEAST_DISTANCE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// A value against the values before it (M027).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deviation {
    /// Robust standard deviations from the median; none where the values before do not vary.
    pub z: Option<Decimal>,
    /// Whether it is out of the ordinary.
    pub is_anomaly: bool,
}

/// A value against a median and a median absolute deviation.
pub fn deviation(value: Decimal, median: Decimal, mad: Decimal) -> Deviation {
    let distance = value - median;
    if mad.is_zero() {
        let least = LEAST_DISTANCE.max(median.abs() / Decimal::TWO);
        return Deviation { z: None, is_anomaly: distance.abs() >= least };
    }
    let z = distance / (SCALE * mad);
    Deviation { z: Some(z), is_anomaly: z.abs() > THRESHOLD }
}

/// A day out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anomaly {
    /// The day.
    pub date: NaiveDate,
    /// Its value.
    pub value: i64,
    /// What is usual on such a day.
    pub median: Decimal,
    /// How far out it lies; none where nothing varied before.
    pub z: Option<Decimal>,
}

/// The days of a window whose value is out of the ordinary for a working day, or for a day off, of the four weeks
/// before. Days from `known_since` on without a value are zero; before it nothing is known.
pub fn anomalies(
    values: impl IntoIterator<Item = (NaiveDate, i64)>,
    known_since: NaiveDate,
    window: Window,
    working_days: DayMask,
) -> Vec<Anomaly> {
    let values: BTreeMap<NaiveDate, i64> = values.into_iter().collect();
    let value_on = |date: NaiveDate| values.get(&date).copied().unwrap_or(0);
    let days = window.start.max(known_since).iter_days().take_while(|date| *date <= window.end);
    days.filter_map(|date| {
        let before = trailing(date.checked_sub_days(Days::new(1))?, WINDOW_DAYS);
        let known: Vec<NaiveDate> =
            before.start.max(known_since).iter_days().take_while(|day| *day <= before.end).collect();
        if known.len() < LEAST_DAYS {
            return None;
        }
        let alike = known.into_iter().filter(|day| working_days.contains(*day) == working_days.contains(date));
        let alike: Vec<Decimal> = alike.map(|day| Decimal::from(value_on(day))).collect();
        let median = median(alike.clone())?;
        let mad = self::median(alike.into_iter().map(|value| (value - median).abs()).collect())?;
        let value = value_on(date);
        let found = deviation(Decimal::from(value), median, mad);
        found.is_anomaly.then_some(Anomaly { date, value, median, z: found.z })
    })
    .collect()
}

fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    super::percentile(&values, Decimal::from(50))
}
