use api_types::{clients::ClientListItem, page::Page, renewals::RenewalSummary};
use domain::revenue::RenewalStatus;
use leptos::prelude::*;

use super::{filters, page::NO_FILTERS};
use crate::{
    components::{Pagination, move_between_rows},
    format,
    pages::{
        insights::{
            asked::Place,
            list::{chips, nobody},
            sort::{Column, column, header},
        },
        portfolio::cells,
    },
    query::PAGE_SIZES,
    routes, view,
    words::Words,
};

/// What the list is sorted by until one asks otherwise.
const USUAL: &str = "next_renewal_date";

const COLUMNS: [Column; 6] = [
    column("name", "Client", "", false),
    column("next_renewal_date", "Renewal", "", false),
    column("annual_recurring_revenue", "ARR", "text-right!", true),
    column("current_health_score", "Health", "", false),
    column("churn_risk_score", "Churn risk", "max-lg:hidden", true),
    column("csm", "CSM", "max-xl:hidden", false),
];

/// Whether the list can be sorted by it.
pub(super) fn is_sort(text: &str) -> bool {
    let field = text.strip_prefix('-').unwrap_or(text);
    COLUMNS.iter().any(|column| column.field == field)
}

/// The clients whose renewal is due, the earliest first.
pub(super) fn card(
    place: Place,
    all: Memo<Option<RenewalSummary>>,
    list: Memo<Option<Page<ClientListItem>>>,
    is_loading: RwSignal<bool>,
) -> AnyView {
    let total = Signal::derive(move || list.with(|list| list.as_ref().map_or(0, |list| list.pagination.total)));
    let names_time = move || {
        place
            .now
            .with(|now| ["renewal_status", "renewal_within_days", "month"].iter().any(|name| now.get(name).is_some()))
    };
    let longest = move || all.with(|all| all.as_ref().and_then(|all| all.windows.last().map(|window| window.days)));
    let title = move || match longest() {
        Some(days) if !names_time() => format!("Overdue, or due within {days} days"),
        _ => "Renewals".to_owned(),
    };
    view! {
        <section class="card-x min-w-0 mt-4 hairline" aria-label="Clients up for renewal" aria-busy=move || is_loading.get().to_string()>
            <h2 class="font-semibold text-[14px] px-4 pt-4">{title}</h2>
            {filters::bar(place, all)}
            {chips(place, NO_FILTERS, Box::new(move |name, value| all.with(|all| Some(filters::chip(all.as_ref(), name, value)))))}
            {move || list.get().map(|list| match list.data.is_empty() {
                true => nobody(place, NO_FILTERS, "Nothing is due", "No renewal is overdue or due soon. Choose a later month to look further ahead."),
                false => view! { {table(place, &list.data)}{cards(&list.data)} },
            })}
            <Pagination page=place.page() limit=Signal::stored(PAGE_SIZES[0]) total on_page=place.on_page()/>
        </section>
    }
}

fn table(place: Place, rows: &[ClientListItem]) -> AnyView {
    view! {
        <div class="max-lg:hidden" on:keydown=move_between_rows>
            <table class="table-x">
                <caption class="sr-only">"Clients up for renewal"</caption>
                <thead><tr>
                    {COLUMNS[..2].iter().map(|column| header(place, USUAL, *column)).collect_view()}
                    <th scope="col">"Status"</th>
                    {COLUMNS[2..].iter().map(|column| header(place, USUAL, *column)).collect_view()}
                </tr></thead>
                <tbody>{rows.iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn status(row: &ClientListItem) -> AnyView {
    let color = match row.renewal_status {
        RenewalStatus::Overdue => "CRITICAL",
        RenewalStatus::DueSoon => "MONITOR",
        RenewalStatus::Active => "muted",
    };
    let risk = (!row.at_risk_reasons.is_empty()).then(|| {
        let reasons: Vec<_> = row.at_risk_reasons.iter().map(|reason| reason.words()).collect();
        view! { <span class="block AT_RISK text-[12px]" title=reasons.join(", ")>"At risk"</span> }
    });
    view! { <span class=format!("band text-[12px] {color}")>{row.renewal_status.words()}</span>{risk} }
}

fn line(row: &ClientListItem) -> AnyView {
    let csm = row.csm.as_ref().map_or_else(|| "Nobody".to_owned(), |csm| csm.name.clone());
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">{cells::name(row, routes::client(row.id))}</th>
            <td class="whitespace-nowrap">{cells::renewal(row)}</td>
            <td class="whitespace-nowrap">{status(row)}</td>
            <td class="num text-right whitespace-nowrap">{cells::arr(row)}</td>
            <td class="whitespace-nowrap">{cells::health(row)}</td>
            <td class="max-lg:hidden whitespace-nowrap">{cells::churn(row)}</td>
            <td class="max-xl:hidden pr-4!">{csm}</td>
        </tr>
    }
}

/// The clients on a phone.
fn cards(rows: &[ClientListItem]) -> AnyView {
    let entry = |row: &ClientListItem| {
        let money = row.annual_recurring_revenue.map(|amount| format::money(amount, &row.currency));
        let facts: Vec<String> =
            [money, row.current_health_score.map(|score| format!("health {score}"))].into_iter().flatten().collect();
        view! {
            <li class="p-3 flex items-center gap-3 relative hover:bg-base-200">
                <div class="grow min-w-0">
                    <a href=routes::client(row.id) class="block font-semibold truncate after:absolute after:inset-0">{row.name.clone()}</a>
                    <div class="muted text-[12px] truncate">{cells::kind(row)}</div>
                    <div class="num muted text-[12px] truncate">{facts.join(" · ")}</div>
                </div>
                <div class="text-right shrink-0">{cells::renewal(row)}</div>
            </li>
        }
    };
    view! {
        <ul class="lg:hidden divide-y divide-base-300 border-t border-base-300">{rows.iter().map(entry).collect_view()}</ul>
    }
}
