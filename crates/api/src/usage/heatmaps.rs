//! Heat maps, from rows to cells.

use std::collections::HashMap;

use analytics::{
    period::Window,
    usage::{busiest, intensity_bin, intensity_bins, login_heatmap},
};
use api_types::usage::{CalendarHeatmap, LoginHeatmap, LoginPeak, UserHeatmap, UserHeatmapRow};
use chrono::NaiveDate;
use domain::NullReason;
use store::usage::DailyRow;

/// When people sign in, in the client's own time (M030).
pub(super) fn logins(rows: &[DailyRow], window: Window, timezone: &str) -> LoginHeatmap {
    let days = rows.iter().filter(|row| window.contains(row.date));
    let hours: Vec<(NaiveDate, &[i16])> =
        days.filter_map(|row| Some((row.date, row.logins_by_hour.as_deref()?))).collect();
    let cells = login_heatmap(hours.iter().copied());
    let peak = busiest(&cells);
    let max = peak.map_or(0, |(.., logins)| logins);
    let mut map = LoginHeatmap {
        from: window.start,
        to: window.end,
        timezone: timezone.to_owned(),
        logins: Vec::new(),
        intensity: Vec::new(),
        peak: peak.and_then(|(weekday, hour, logins)| {
            Some(LoginPeak { weekday: u8::try_from(weekday).ok()?, hour: u8::try_from(hour).ok()?, logins })
        }),
        null_reason: hours.is_empty().then_some(NullReason::NoData),
    };
    if !hours.is_empty() {
        map.intensity = cells.iter().map(|row| intensity_bins(row, max)).collect();
        map.logins = cells.iter().map(|row| row.to_vec()).collect();
    }
    map
}

/// Active users per day (M031).
pub(super) fn calendar(rows: &[DailyRow], window: Window, known_since: Option<NaiveDate>) -> CalendarHeatmap {
    let by_day: HashMap<NaiveDate, i32> = rows.iter().map(|row| (row.date, row.daily_active_users)).collect();
    let value = |day: NaiveDate| match by_day.get(&day) {
        Some(users) => Some(*users),
        None => known_since.is_some_and(|since| since <= day).then_some(0),
    };
    let values: Vec<Option<i32>> = window.start.iter_days().take_while(|day| *day <= window.end).map(value).collect();
    let max = i64::from(values.iter().flatten().copied().max().unwrap_or(0));
    let intensity = values.iter().map(|value| intensity_bin(i64::from(value.unwrap_or(0)), max)).collect();
    CalendarHeatmap { from: window.start, to: window.end, daily_active_users: values, intensity }
}

/// The days of one user on their way into a map.
pub(super) struct UserDays<'a> {
    pub id: String,
    pub name: String,
    pub offsets: &'a [i32],
    pub actions: &'a [i32],
}

/// Actions per user and day (M031), against the busiest day of any user, `max`.
pub(super) fn activity(users: Vec<UserDays<'_>>, window: Window, max: i64) -> UserHeatmap {
    let length = usize::try_from(window.days()).unwrap_or(0);
    let rows = users
        .into_iter()
        .map(|user| {
            let mut actions = vec![0; length];
            for (offset, count) in user.offsets.iter().zip(user.actions) {
                if let Some(cell) = usize::try_from(*offset).ok().and_then(|offset| actions.get_mut(offset)) {
                    *cell += i64::from(*count);
                }
            }
            let intensity = intensity_bins(&actions, max);
            UserHeatmapRow { user_id: user.id, name: user.name, actions, intensity }
        })
        .collect();
    UserHeatmap { from: window.start, to: window.end, rows }
}
