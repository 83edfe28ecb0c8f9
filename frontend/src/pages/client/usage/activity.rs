use api_types::usage::{ClientUsage, UserHeatmapRow};
use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;

use super::logins::legend;
use crate::{components::NotAvailable, format, view};

/// Who did how much on which day.
#[component]
pub(super) fn Activity(data: ClientUsage) -> impl IntoView {
    let map = data.activity;
    let rows: Vec<_> = map.rows.iter().filter(|row| row.actions.iter().any(|actions| *actions > 0)).cloned().collect();
    let most = rows.iter().flat_map(|row| row.actions.iter().copied()).max().unwrap_or(0);
    let title = match rows.iter().max_by_key(|row| row.actions.iter().sum::<i64>()) {
        Some(busiest) => format!("{} does most", busiest.name),
        None => "Who did how much on which day".to_owned(),
    };
    let days = map.from.iter_days().take_while(|day| *day <= map.to).collect::<Vec<_>>();
    let body = if rows.is_empty() {
        view! { <p class="muted py-6">"Single users: "<NotAvailable reason=data.users_null_reason/></p> }
    } else {
        let from = map.from;
        view! {
            <table class="heat-x mt-3">
                <caption class="sr-only">"Actions by user and day"</caption>
                <colgroup><col class="w-20 sm:w-40"/></colgroup>
                <thead><tr>
                    <th scope="col"><span class="sr-only">"User"</span></th>
                    {days.iter().enumerate().map(|(index, day)| {
                        let name = format::short_day(*day);
                        view! {
                            <th scope="col" class="overflow-visible!">
                                {(index % 10 == 0).then(|| view! { <span aria-hidden="true">{name.clone()}</span> })}<span class="sr-only">{name}</span>
                            </th>
                        }
                    }).collect_view()}
                </tr></thead>
                <tbody>{rows.into_iter().map(|user| row(user, from)).collect_view()}</tbody>
            </table>
            {legend(most, "actions a day")}
        }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Actions by user and day">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            <p class="muted text-[12px]">"Actions per user and day, 30 days, of the 25 most engaged users"</p>
            {body}
        </section>
    }
}

fn row(user: UserHeatmapRow, from: NaiveDate) -> impl IntoView {
    let cells: Vec<_> = user
        .actions
        .iter()
        .zip(&user.intensity)
        .enumerate()
        .map(|(index, (actions, bin))| {
            let day = format::short_day(from + TimeDelta::days(index as i64));
            let title = format!("{}, {day}: {}", user.name, format::counted(*actions, "action", "actions"));
            view! { <td class=format!("heat heat-{bin}") title=title><span class="sr-only">{*actions}</span></td> }
        })
        .collect();
    let name = user.name.clone();
    view! { <tr><th scope="row" title=user.name>{name}</th>{cells}</tr> }
}
