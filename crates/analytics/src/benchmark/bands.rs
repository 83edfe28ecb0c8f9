use chrono::{Months, NaiveDate};

/// The first number of employees of each size band but the first (§3).
const SIZES: [i32; 4] = [50, 200, 1_000, 5_000];
/// The months of tenure each band but the first begins with (§3).
const TENURES: [u32; 4] = [6, 12, 24, 36];

/// The band of employees a client lies in: the least and the greatest number, the last one open.
pub fn size_band(employees: i32) -> (i32, Option<i32>) {
    let above = SIZES.iter().position(|first| employees < *first).unwrap_or(SIZES.len());
    let least = above.checked_sub(1).map_or(0, |below| SIZES[below]);
    (least, SIZES.get(above).map(|first| first - 1))
}

/// The days between which the contracts of a client's tenure band began: after the first, which is open for the
/// longest, and up to the last.
pub fn tenure_band(started: NaiveDate, today: NaiveDate) -> (Option<NaiveDate>, NaiveDate) {
    // A band of 6–12 months holds who began six months ago or earlier, and less than twelve months ago.
    let ago = |months: u32| today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
    let reached = TENURES.iter().take_while(|months| started <= ago(**months)).count();
    let last = reached.checked_sub(1).map_or(NaiveDate::MAX, |index| ago(TENURES[index]));
    (TENURES.get(reached).map(|months| ago(*months)), last)
}
