use api_types::usage::LoginHeatmap;
use leptos::prelude::*;

use super::takeaway::{logins, weekday};
use crate::{components::NotAvailable, format, view};

/// When people sign in, by weekday and hour of the client's own clock.
#[component]
pub(super) fn Logins(map: LoginHeatmap) -> impl IntoView {
    let title = logins(&map);
    let zone = map.timezone.replace('_', " ");
    let most = map.logins.iter().flatten().copied().max().unwrap_or(0);
    let body = if map.logins.is_empty() {
        view! { <p class="muted py-6">"Hours of sign-ins: "<NotAvailable reason=map.null_reason/></p> }
    } else {
        let rows: Vec<_> = (0..map.logins.len()).map(|day| row(day, &map)).collect();
        view! {
            <table class="heat-x mt-3">
                <caption class="sr-only">"Sign-ins by weekday and hour"</caption>
                <colgroup><col class="w-8"/></colgroup>
                <thead><tr>
                    <th scope="col"><span class="sr-only">"Weekday"</span></th>
                    {(0..24).map(|hour| view! {
                        <th scope="col" class="overflow-visible!">
                            <span class=if hour % 6 == 0 { "" } else { "sr-only" }>{format!("{hour:02}")}</span>
                        </th>
                    }).collect_view()}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {legend(most, "sign-ins an hour")}
        }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Sign-ins by weekday and hour">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            <p class="muted text-[12px]">{format!("30 days · {zone} time")}</p>
            {body}
        </section>
    }
}

fn row(day: usize, map: &LoginHeatmap) -> impl IntoView + use<> {
    let name = weekday(day);
    let cells: Vec<_> = map.logins[day]
        .iter()
        .zip(&map.intensity[day])
        .enumerate()
        .map(|(hour, (logins, bin))| {
            let title = format!("{name} {hour:02}:00: {}", format::counted(*logins, "sign-in", "sign-ins"));
            view! { <td class=format!("heat heat-{bin}") title=title><span class="sr-only">{*logins}</span></td> }
        })
        .collect();
    view! { <tr><th scope="row"><span aria-hidden="true">{&name[..3]}</span><span class="sr-only">{name}</span></th>{cells}</tr> }
}

/// What the darkness of a cell stands for.
pub(super) fn legend(most: i64, what: &'static str) -> impl IntoView {
    let upto = |bin: i64| if bin == 0 { "0".to_owned() } else { format!("up to {}", format::count(most * bin / 4)) };
    view! {
        <p class="mt-3 flex flex-wrap items-center gap-x-1.5 gap-y-1 muted text-[11px]">
            <span>"0"</span>
            {(0..=4).map(|bin| view! { <span class=format!("heat heat-{bin} size-3") title=upto(bin)></span> }).collect_view()}
            <span class="num">{format!("{} {what}", format::count(most))}</span>
        </p>
    }
}
