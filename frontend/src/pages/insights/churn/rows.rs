use api_types::{
    churn::{ChurnGroup, ChurnRiskClient, PortfolioChurnRisk},
    page::Page,
};
use domain::{
    NullReason,
    client::{ContractTier, SizeSegment},
    health::ChurnCategory,
};
use leptos::prelude::*;

use super::{groups, page::NO_FILTERS};
use crate::{
    components::{FilterChoice, FilterMenu, NotAvailable, Pagination, move_between_rows},
    format,
    pages::{
        insights::{
            asked::Place,
            list::{chips, closed, nobody},
            sort::{Column, column, header},
        },
        portfolio::cells,
    },
    query::PAGE_SIZES,
    routes, view,
    words::{self, Words},
};

/// What the list is sorted by until one asks otherwise.
const USUAL: &str = "-churn_risk_score";

const COLUMNS: [Column; 4] = [
    column("churn_risk_score", "Churn risk", "", true),
    column("annual_recurring_revenue", "ARR", "text-right!", true),
    column("next_renewal_date", "Renewal", "max-lg:hidden", false),
    column("csm", "CSM", "max-xl:hidden", false),
];

/// Whether the list can be sorted by it.
pub(super) fn is_sort(text: &str) -> bool {
    let field = text.strip_prefix('-').unwrap_or(text);
    field == "name" || COLUMNS.iter().any(|column| column.field == field)
}

/// The clients, riskiest first.
pub(super) fn card(
    place: Place,
    all: Memo<Option<PortfolioChurnRisk>>,
    list: Memo<Option<Page<ChurnRiskClient>>>,
    is_loading: RwSignal<bool>,
) -> AnyView {
    let total = Signal::derive(move || list.with(|list| list.as_ref().map_or(0, |list| list.pagination.total)));
    let currency = move || all.with(|all| all.as_ref().map(|all| all.currency.clone())).unwrap_or_default();
    view! {
        <section class="card-x min-w-0 mt-4 hairline" aria-label="Clients by churn risk" aria-busy=move || is_loading.get().to_string()>
            <h2 class="font-semibold text-[14px] px-4 pt-4">"Who may leave"</h2>
            {filters(place, all)}
            {chips(place, NO_FILTERS, Box::new(|name, value| Some(chip(name, value))))}
            {move || list.get().map(|list| match list.data.is_empty() {
                true => nobody(place, NO_FILTERS, "Nobody to show", "No active client has a churn risk yet."),
                false => view! { {table(place, &list.data, &currency())}{cards(&list.data, &currency())} },
            })}
            <Pagination page=place.page() limit=Signal::stored(PAGE_SIZES[0]) total on_page=place.on_page()/>
        </section>
    }
}

fn filters(place: Place, all: Memo<Option<PortfolioChurnRisk>>) -> AnyView {
    let offered = move |dimension: &'static str| {
        Signal::derive(move || all.with(|all| all.as_ref().map(|all| choices(all, dimension)).unwrap_or_default()))
    };
    view! {
        <div class="relative flex flex-wrap items-center gap-2 px-4 py-3 no-print">
            <FilterMenu label="Category" choices=closed(ChurnCategory::ALL) selected=place.chosen("churn_risk_category") on_change=place.setter("churn_risk_category")/>
            <FilterMenu label="Tier" choices=closed(ContractTier::ALL) selected=place.chosen("contract_tier") on_change=place.setter("contract_tier")/>
            <FilterMenu label="Size" choices=closed(SizeSegment::ALL) selected=place.chosen("size_segment") on_change=place.setter("size_segment")/>
            <FilterMenu label="Industry" choices=offered("industry") selected=place.chosen("industry") on_change=place.setter("industry")/>
            <FilterMenu label="Segment" choices=offered("segment") selected=place.chosen("segment") on_change=place.setter("segment")/>
        </div>
    }
}

/// The values of a dimension that clients have, the most frequent first.
fn choices(all: &PortfolioChurnRisk, dimension: &str) -> Vec<FilterChoice> {
    let groups = all.groups.iter().find(|groups| groups.dimension == dimension);
    let choice = |group: &ChurnGroup| {
        let value = group.value.clone()?;
        Some(FilterChoice { label: value.clone(), value, clients: Some(group.scored) })
    };
    groups.map(|groups| groups.groups.iter().filter_map(choice).collect()).unwrap_or_default()
}

fn chip(name: &str, value: &str) -> String {
    match name {
        "churn_risk_category" => {
            value.parse::<ChurnCategory>().map_or_else(|_| value.to_owned(), |one| format!("{} risk", one.words()))
        }
        "csm_id" => "One CSM".to_owned(),
        dimension => groups::value(dimension, Some(value)),
    }
}

fn table(place: Place, rows: &[ChurnRiskClient], currency: &str) -> AnyView {
    let [risk, arr, renewal, csm] = COLUMNS;
    view! {
        <div class="max-lg:hidden" on:keydown=move_between_rows>
            <table class="table-x">
                <caption class="sr-only">"Clients by churn risk"</caption>
                <thead><tr>
                    {header(place, USUAL, column("name", "Client", "", false))}
                    {header(place, USUAL, risk)}
                    <th scope="col">"Why"</th>
                    {header(place, USUAL, arr)}
                    <th scope="col" class="text-right!">"Expected loss"</th>
                    {header(place, USUAL, renewal)}{header(place, USUAL, csm)}
                </tr></thead>
                <tbody>{rows.iter().map(|row| line(row, currency)).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn line(row: &ChurnRiskClient, currency: &str) -> AnyView {
    let client = &row.summary;
    let csm = client.csm.as_ref().map_or_else(|| "Nobody".to_owned(), |csm| csm.name.clone());
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">{cells::name(client, routes::client_tab(client.id, "churn"))}</th>
            <td class="whitespace-nowrap">{cells::churn(client)}</td>
            <td class="text-[12px]">{reasons(row)}</td>
            <td class="num text-right whitespace-nowrap">{cells::arr(client)}</td>
            <td class="num text-right whitespace-nowrap font-medium">{loss(row, currency)}</td>
            <td class="max-lg:hidden whitespace-nowrap">{cells::renewal(client)}</td>
            <td class="max-xl:hidden pr-4!">{csm}</td>
        </tr>
    }
}

/// What is behind the risk, heaviest first.
fn reasons(row: &ChurnRiskClient) -> AnyView {
    const SHOWN: usize = 2;
    let raising: Vec<_> = row.risk_factors.iter().filter(|factor| factor.share_percent.is_some()).collect();
    if raising.is_empty() {
        return view! { <span class="muted">"No rule finds a reason"</span> };
    }
    let more = raising.len().saturating_sub(SHOWN);
    let shown: Vec<_> =
        raising.iter().take(SHOWN).map(|factor| (words::factor(&factor.factor), factor.detail.clone())).collect();
    view! {
        <ul>
            {shown.into_iter().map(|(factor, detail)| view! { <li title=factor>{detail}</li> }).collect_view()}
            {(more > 0).then(|| view! { <li class="muted">{format!("and {more} more")}</li> })}
        </ul>
    }
}

fn loss(row: &ChurnRiskClient, currency: &str) -> AnyView {
    match row.expected_arr_loss {
        Some(amount) => format::money(amount, currency).into_any(),
        None => {
            view! { <NotAvailable reason=row.summary.annual_recurring_revenue_null_reason.or(Some(NullReason::NoData))/> }
        }
    }
}

/// The clients on a phone.
fn cards(rows: &[ChurnRiskClient], currency: &str) -> AnyView {
    let entry = |row: &ChurnRiskClient| {
        let client = &row.summary;
        let loss =
            row.expected_arr_loss.map(|amount| format!("{} expected loss", format::money_short(amount, currency)));
        let why =
            row.risk_factors.iter().find(|factor| factor.share_percent.is_some()).map(|factor| factor.detail.clone());
        view! {
            <li class="p-3 relative hover:bg-base-200">
                <div class="flex items-center gap-3">
                    <div class="grow min-w-0">
                        <a href=routes::client_tab(client.id, "churn") class="block font-semibold truncate after:absolute after:inset-0">{client.name.clone()}</a>
                        <div class="muted text-[12px] truncate">{cells::kind(client)}</div>
                    </div>
                    <div class="shrink-0 relative z-10 pointer-events-none">{cells::churn(client)}</div>
                </div>
                {why.map(|why| view! { <p class="text-[12px] mt-1">{why}</p> })}
                {loss.map(|loss| view! { <p class="num muted text-[12px]">{loss}</p> })}
            </li>
        }
    };
    view! {
        <ul class="lg:hidden divide-y divide-base-300 border-t border-base-300">{rows.iter().map(entry).collect_view()}</ul>
    }
}
