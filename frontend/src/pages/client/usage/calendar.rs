use api_types::usage::CalendarHeatmap;
use chrono::{Datelike, NaiveDate, TimeDelta};
use leptos::prelude::*;

use super::{
    logins::legend,
    takeaway::{calendar, weekday},
};
use crate::{format, view};

/// Active users per day: a column a week, a row a weekday.
#[component]
pub(super) fn Calendar(map: CalendarHeatmap) -> impl IntoView {
    let title = calendar(map.from, &map.daily_active_users);
    let most = map.daily_active_users.iter().flatten().copied().max().unwrap_or(0);
    let first_monday = map.from - TimeDelta::days(map.from.weekday().num_days_from_monday().into());
    let weeks: Vec<NaiveDate> =
        (0..).map(|week| first_monday + TimeDelta::weeks(week)).take_while(|day| *day <= map.to).collect();
    let rows: Vec<_> = (0..7).map(|day| row(day, &weeks, &map)).collect();
    let months: Vec<_> = weeks
        .iter()
        .enumerate()
        .map(|(index, week)| {
            let is_new = index == 0 || weeks[index - 1].month() != week.month();
            let week = format::short_day(*week);
            let name = week.get(..3).filter(|_| is_new && index + 1 < weeks.len()).unwrap_or_default().to_owned();
            view! { <th scope="col" class="overflow-visible!"><span aria-hidden="true">{name}</span><span class="sr-only">"Week of "{week}</span></th> }
        })
        .collect();
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Active users by day">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            <p class="muted text-[12px]">"Active users, 90 days"</p>
            <table class="heat-x mt-3">
                <caption class="sr-only">"Active users by day"</caption>
                <colgroup><col class="w-8"/></colgroup>
                <thead><tr><th scope="col"><span class="sr-only">"Weekday"</span></th>{months}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {legend(most.into(), "users a day")}
        </section>
    }
}

fn row(day: usize, weeks: &[NaiveDate], map: &CalendarHeatmap) -> impl IntoView + use<> {
    let name = weekday(day);
    let cells: Vec<_> = weeks
        .iter()
        .map(|week| {
            let date = *week + TimeDelta::days(day as i64);
            let index = usize::try_from((date - map.from).num_days()).ok();
            let users = index.and_then(|index| map.daily_active_users.get(index)).copied().flatten();
            let bin = index.and_then(|index| map.intensity.get(index)).copied();
            match (users, bin) {
                (Some(users), Some(bin)) => {
                    let title =
                        format!("{}: {}", format::short_day(date), format::counted(users.into(), "user", "users"));
                    view! { <td class=format!("heat heat-{bin}") title=title><span class="sr-only">{users}</span></td> }
                }
                _ => view! { <td></td> },
            }
        })
        .collect();
    view! { <tr><th scope="row"><span aria-hidden="true">{&name[..3]}</span><span class="sr-only">{name}</span></th>{cells}</tr> }
}
