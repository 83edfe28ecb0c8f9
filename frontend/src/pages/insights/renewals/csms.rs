use api_types::renewals::{RenewalFigures, RenewalSummary, RenewalsOfCsm};
use leptos::prelude::*;

use super::takeaway;
use crate::{format, pages::insights::asked::Place, view};

/// Managers shown at first.
const SHOWN: usize = 7;

/// What is due by manager; each leads to their clients.
pub(super) fn card(place: Place, data: RenewalSummary) -> AnyView {
    let is_whole = RwSignal::new(false);
    let title = takeaway::csms(&data);
    let windows: Vec<_> = data
        .windows
        .iter()
        .map(|window| view! { <th scope="col" class="text-right!">{format!("{} d", window.days)}</th> })
        .collect();
    let more = data.csms.len().saturating_sub(SHOWN);
    let rows: Vec<_> = data
        .csms
        .iter()
        .enumerate()
        .map(|(index, one)| row(place, one, &data.currency, index >= SHOWN, is_whole))
        .collect();
    let body = if rows.is_empty() {
        view! { <p class="px-4 pb-4 pt-2 muted">"Nothing is overdue or due soon."</p> }
    } else {
        view! {
            <table class="table-x mt-1">
                <caption class="sr-only">"ARR overdue and due, by client success manager"</caption>
                <thead><tr><th scope="col" class="pl-4!">"CSM"</th><th scope="col" class="text-right!">"Overdue"</th>{windows}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    };
    view! {
        <section class="card-x min-w-0" aria-label="Due by CSM">
            <h2 class="font-semibold text-[14px] px-4 pt-4">{title}</h2>
            {body}
            {(more > 0).then(|| view! {
                <button type="button" class="link-x px-4 py-2.5 border-t border-base-300 w-full text-left no-print"
                    on:click=move |_| is_whole.update(|whole| *whole = !*whole)>
                    {move || if is_whole.get() { "Show fewer".to_owned() } else { format!("Show {more} more") }}
                </button>
            })}
        </section>
    }
}

fn row(place: Place, one: &RenewalsOfCsm, currency: &str, is_more: bool, is_whole: RwSignal<bool>) -> AnyView {
    let name = match &one.csm {
        Some(csm) => {
            let id = csm.id.to_string();
            view! { <a class="link-x" href=move || place.href("csm_id", &id)>{csm.name.clone()}</a> }
        }
        None => view! { <span class="muted">"Nobody"</span> },
    };
    let cell = |figures: &RenewalFigures, color: &str| {
        let text = if figures.clients == 0 { "–".to_owned() } else { format::money_short(figures.arr, currency) };
        let clients = format::counted(figures.clients, "client", "clients");
        view! { <td class=format!("num text-right last:pr-4! {color}") title=clients>{text}</td> }
    };
    view! {
        <tr hidden=move || is_more && !is_whole.get()>
            <th scope="row" class="pl-4! font-normal! text-[13px]! whitespace-normal!">{name}</th>
            {cell(&one.overdue, if one.overdue.clients > 0 { "CRITICAL" } else { "muted" })}
            {one.windows.iter().map(|window| cell(&window.figures, "")).collect_view()}
        </tr>
    }
}
