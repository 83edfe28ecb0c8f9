//! Days as plain numbers, and how busy people are on them.

use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, NaiveTime, Utc};

/// Days since the year 1: cheap to add and compare.
pub(crate) type Day = i32;

pub(crate) fn day_of(date: NaiveDate) -> Day {
    date.num_days_from_ce()
}

pub(crate) fn date_of(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap_or(NaiveDate::MAX)
}

/// Monday is 0.
pub(crate) fn weekday(day: Day) -> i32 {
    (day - 1).rem_euclid(7)
}

pub(crate) fn is_weekend(day: Day) -> bool {
    weekday(day) >= 5
}

/// The next day that is not on a weekend, or the day itself.
pub(crate) fn workday(day: Day) -> Day {
    day + (7 - weekday(day)).rem_euclid(7) * i32::from(is_weekend(day))
}

/// Clamped to the end of the month.
pub(crate) fn add_months(day: Day, months: u32) -> Day {
    day_of(date_of(day) + Months::new(months))
}

pub(crate) fn instant(day: Day, seconds: i64) -> DateTime<Utc> {
    date_of(day).and_time(NaiveTime::MIN).and_utc() + Duration::seconds(seconds)
}

/// Where a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    NorthAmerica,
    Europe,
    AsiaPacific,
    LatinAmerica,
}

impl Region {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NorthAmerica => "North America",
            Self::Europe => "Europe",
            Self::AsiaPacific => "Asia Pacific",
            Self::LatinAmerica => "Latin America",
        }
    }

    pub(crate) fn time_zones(self) -> &'static [&'static str] {
        match self {
            Self::NorthAmerica => {
                &["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto"]
            }
            Self::Europe => &["Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Stockholm"],
            Self::AsiaPacific => &["Asia/Singapore", "Australia/Sydney", "Asia/Tokyo", "Asia/Kolkata"],
            Self::LatinAmerica => &["America/Sao_Paulo", "America/Mexico_City", "America/Bogota"],
        }
    }
}

/// The share of a normal working day's use that a day sees.
pub(crate) fn rhythm(day: Day, region: Region) -> f64 {
    const BY_WEEKDAY: [f64; 7] = [1.0, 1.06, 1.05, 1.02, 0.88, 0.11, 0.09];
    let date = date_of(day);
    let (month, of_month) = (date.month(), date.day());
    if is_holiday(date, region) {
        return 0.1;
    }
    let season = match (month, of_month) {
        (12, 20..) | (1, 1..=3) => 0.55,
        (8, _) if region == Region::Europe => 0.84,
        (7, _) => 0.94,
        _ => 1.0,
    };
    BY_WEEKDAY[weekday(day) as usize] * season
}

fn is_holiday(date: NaiveDate, region: Region) -> bool {
    let thanksgiving = || {
        let fourth = NaiveDate::from_weekday_of_month_opt(date.year(), 11, chrono::Weekday::Thu, 4);
        fourth.is_some_and(|thursday| (date - thursday).num_days() == 0 || (date - thursday).num_days() == 1)
    };
    match (region, date.month(), date.day()) {
        (_, 1, 1) | (_, 12, 25) => true,
        (Region::NorthAmerica, 7, 4) => true,
        (Region::NorthAmerica, 11, _) => thanksgiving(),
        (Region::Europe, 12, 24 | 26) | (Region::Europe, 5, 1) => true,
        (Region::AsiaPacific, 1, 26) => true,
        (Region::LatinAmerica, 9, 7) => true,
        _ => false,
    }
}
