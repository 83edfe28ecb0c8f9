use chrono::{Datelike, NaiveDate};

/// Hours of a day.
pub const HOURS: usize = 24;
/// Weekdays, Monday first.
pub const WEEKDAYS: usize = 7;

/// How dark a cell is, 0 to 4: 0 if nothing happened, else ⌈4·v/max⌉ (M030).
pub fn intensity_bin(value: i64, max: i64) -> u8 {
    if value <= 0 || max <= 0 {
        return 0;
    }
    let bin = (4 * i128::from(value.min(max)) + i128::from(max) - 1) / i128::from(max);
    u8::try_from(bin).unwrap_or(4)
}

/// The bins of a row of cells of a map whose darkest cell is `max`.
pub fn intensity_bins(values: &[i64], max: i64) -> Vec<u8> {
    values.iter().map(|value| intensity_bin(*value, max)).collect()
}

/// Logins by weekday, Monday first, and hour (M030), from the hours of single days in any order.
pub fn login_heatmap<'a>(days: impl IntoIterator<Item = (NaiveDate, &'a [i16])>) -> [[i64; HOURS]; WEEKDAYS] {
    let mut cells = [[0; HOURS]; WEEKDAYS];
    for (date, hours) in days {
        let row = &mut cells[date.weekday().num_days_from_monday() as usize];
        for (cell, count) in row.iter_mut().zip(hours) {
            *cell += i64::from((*count).max(0));
        }
    }
    cells
}

/// The busiest weekday and hour, and how many logins it has; the earliest of equals, none without a login.
pub fn busiest(cells: &[[i64; HOURS]; WEEKDAYS]) -> Option<(usize, usize, i64)> {
    let all = cells
        .iter()
        .enumerate()
        .flat_map(|(day, hours)| hours.iter().enumerate().map(move |(hour, count)| (day, hour, *count)));
    all.filter(|(.., count)| *count > 0).reduce(|best, next| if next.2 > best.2 { next } else { best })
}
