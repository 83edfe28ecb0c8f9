use api_types::{clients::ClientListItem, page::Page};
use domain::{ClientId, health::ChurnSource, staff::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use super::{
    cells,
    columns::{self, Column},
    list::List,
    page::Query,
    selection::Selection,
};
use crate::{
    components::{EmptyState, ErrorPanel, Icon, Popover, Show, Tip, act_on_row, move_between_rows},
    load::Loaded,
    query::View,
    routes,
    session::Session,
    view,
};

/// The columns: those the address asks for, else this browser's own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub query: Query,
    pub own: RwSignal<Vec<Column>>,
}

impl Shown {
    pub fn get(self) -> Vec<Column> {
        let asked = self.query.now.with(|now| columns::read(&now.columns.join(",")));
        if asked.is_empty() { self.own.get() } else { asked }
    }

    fn toggle(self, column: Column) {
        let shown = untrack(|| self.get());
        let is_shown = |other: &Column| (*other == column) != shown.contains(other);
        let next: Vec<Column> = Column::ALL.into_iter().filter(is_shown).collect();
        if self.query.now.with_untracked(|now| now.columns.is_empty()) || next.is_empty() {
            columns::keep(&next);
            self.own.set(next);
        } else {
            let keys = next.iter().map(|column| column.key().to_owned()).collect();
            self.query.go.run(crate::query::Portfolio { columns: keys, ..self.query.now.get_untracked() });
        }
    }
}

/// The clients: a table, on a phone a list. Arrows move between rows, Enter opens, x marks.
#[component]
pub(super) fn Grid(
    query: Query,
    clients: Loaded<Page<ClientListItem>>,
    shown: Shown,
    selection: Selection,
) -> impl IntoView {
    let rows = Memo::new(move |_| clients.data.with(|page| page.as_ref().map(|page| page.data.clone())));
    view! {
        {move || match (rows.get(), clients.error.get()) {
            (_, Some(error)) => view! { <ErrorPanel error on_retry=clients.retry()/> },
            (None, None) => view! { <Waiting/> },
            (Some(rows), None) if rows.is_empty() => view! { <Empty query/> },
            (Some(rows), None) => view! {
                <div class="max-md:hidden grid-host"><Table query rows=rows.clone() shown selection/></div>
                <List rows/>
            },
        }}
    }
}

#[component]
fn Table(query: Query, rows: Vec<ClientListItem>, shown: Shown, selection: Selection) -> impl IntoView {
    let may_mark = Session::from_context().may(Permission::EditClients);
    let ids: Vec<ClientId> = rows.iter().map(|row| row.id).collect();
    let marks = StoredValue::new(ids);
    let are_all = move || marks.with_value(|ids| ids.iter().all(|id| selection.is_marked(*id)));
    let act = move |event: leptos::ev::KeyboardEvent| match act_on_row(&event) {
        Some((id, key)) if key == "x" && may_mark => {
            if let Ok(id) = id.parse() {
                event.prevent_default();
                selection.toggle(id);
            }
        }
        _ => move_between_rows(event),
    };
    let by_rules = rows.iter().any(|row| row.churn_risk_source == Some(ChurnSource::Heuristic));
    let rows = StoredValue::new(rows);
    view! {
        <div class="grid-box" class:has-more=move || { shown.get().len() > Column::USUAL } on:keydown=act>
            <table class="grid-x">
                <thead>
                    <tr>
                        <th scope="col" class="pl-3 pr-2" aria-sort=move || aria_sort(query, "name")>
                            <span class="flex items-center justify-between gap-2.5">
                                {may_mark.then(|| view! {
                                    <input type="checkbox" class="check" aria-label="Select every client of this page" prop:checked=are_all
                                        on:change=move |_| marks.with_value(|ids| selection.toggle_all(ids))/>
                                })}
                                <span class="grow"><SortButton query field="name" label="Client"/></span><ColumnChooser shown/>
                            </span>
                        </th>
                        {move || shown.get().into_iter().map(|column| header(query, column, by_rules)).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {move || rows.with_value(|rows| rows.iter().map(|row| line(row, &shown.get(), may_mark.then_some(selection))).collect_view())}
                </tbody>
            </table>
        </div>
    }
}

fn header(query: Query, column: Column, by_rules: bool) -> impl IntoView + use<> {
    let align = if column.is_number() { "text-right" } else { "" };
    let class = format!("px-1.5 col-{} {align}", column.key());
    let Some(field) = column.sort() else {
        return view! { <th scope="col" class=class>{column.label()}</th> };
    };
    let note = (column == Column::Churn && by_rules).then(|| view! {
        <Tip label="About churn risk, by rules" class="tip-icon" text="Chance to lose the client within 90 days, computed by fixed rules over \
            usage, contacts, support, payment and renewal; not by a trained model (HEURISTIC).">
            <Icon name="info" class="size-3"/>
        </Tip>
    });
    view! {
        <th scope="col" class=class aria-sort=move || aria_sort(query, field)>
            <span class="inline-flex items-center gap-1"><SortButton query field label=column.label()/>{note}</span>
        </th>
    }
}

fn aria_sort(query: Query, field: &str) -> &'static str {
    query.now.with(|query| match (query.sort.field == field, query.sort.is_descending) {
        (false, _) => "none",
        (true, false) => "ascending",
        (true, true) => "descending",
    })
}

#[component]
fn SortButton(query: Query, field: &'static str, label: &'static str) -> impl IntoView {
    let direction = move || aria_sort(query, field);
    view! {
        <button type="button" class="sort-x" class:is-active=move || direction() != "none"
            on:click=move |_| query.change(|query| query.sort = query.sort.toggled(field))>
            {label}
            {move || match direction() {
                "ascending" => Some(view! { <Icon name="arrow-up" class="size-3"/> }),
                "descending" => Some(view! { <Icon name="arrow-down" class="size-3"/> }),
                _ => None,
            }}
        </button>
    }
}

/// Which columns show.
#[component]
fn ColumnChooser(shown: Shown) -> impl IntoView {
    view! {
        <Popover label="Columns" class="button-icon size-6" trigger=move || view! { <Icon name="columns-3" class="size-3.5"/> }>
            <fieldset class="p-1.5 font-normal text-[13px] text-base-content">
                <legend class="sr-only">"Columns"</legend>
                {Column::ALL.map(|column| view! {
                    <label class="menu-item cursor-pointer">
                        <input type="checkbox" class="check" prop:checked=move || shown.get().contains(&column)
                            on:change=move |_| shown.toggle(column)/>
                        {column.label()}
                    </label>
                })}
            </fieldset>
        </Popover>
    }
}

fn line(row: &ClientListItem, shown: &[Column], selection: Option<Selection>) -> impl IntoView + use<> {
    let href = routes::client(row.id);
    let navigate = use_navigate();
    let target = href.clone();
    let open = move |event: leptos::ev::MouseEvent| {
        let chosen = window().get_selection().ok().flatten().map(|selection| String::from(selection.to_string()));
        // A click on something in the row is that thing's; marking text is no click.
        if !event.default_prevented() && !is_on_control(&event) && chosen.is_none_or(|text| text.is_empty()) {
            navigate(&target, Default::default());
        }
    };
    let id = row.id;
    let mark = selection.map(|selection| view! {
        <input type="checkbox" class="check" aria-label=format!("Select {}", row.name) prop:checked=move || selection.is_marked(id)
            on:change=move |_| selection.toggle(id)/>
    });
    view! {
        <tr on:click=open data-row=id.to_string() class:is-marked=move || selection.is_some_and(|selection| selection.is_marked(id))>
            <th scope="row" class="pl-3 pr-2 py-2.5 font-normal text-left">
                <div class="flex items-center gap-2.5">{mark}<div class="min-w-0 grow">{cells::name(row, href)}</div></div>
            </th>
            {shown.iter().map(|column| cells::cell(row, *column)).collect_view()}
        </tr>
    }
}

fn is_on_control(event: &web_sys::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("a, button, input").ok().flatten().is_some())
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="border-t border-base-300" aria-hidden="true">
            {(0..8).map(|_| view! {
                <div class="flex items-center gap-4 px-3 h-[57px] border-b border-base-300 last:border-0">
                    <span class="skel size-8 rounded-md shrink-0"></span>
                    <div class="w-40 shrink grow-0"><span class="skel h-3 w-32 max-w-full"></span><span class="skel h-2.5 w-24 max-w-full mt-2"></span></div>
                    <span class="skel h-3 w-20 max-md:ml-auto"></span>
                    <span class="skel h-3 w-24 max-md:hidden"></span><span class="skel h-3 w-16 max-md:hidden"></span>
                    <span class="skel h-3 w-16 max-lg:hidden"></span><span class="skel h-3 w-20 max-lg:hidden"></span>
                </div>
            }).collect_view()}
        </div>
        <p class="sr-only" role="status">"Loading clients"</p>
    }
}

#[component]
fn Empty(query: Query) -> impl IntoView {
    let now = query.now.get_untracked();
    if now.is_filtered() {
        return view! {
            <div class="border-t border-base-300">
                <EmptyState icon="search-x" title="No client matches" text="No client of this view has everything the filters ask for.">
                    <button type="button" class="button" on:click=move |_| query.go.run(query.now.get_untracked().unfiltered())>"Clear filters"</button>
                </EmptyState>
            </div>
        };
    }
    let (icon, title, text) = match now.view {
        View::AtRisk => (
            "circle-check",
            "Nobody is at risk",
            "No client has low health, a high churn risk, an overdue renewal or a long silence.",
        ),
        View::Renewals90 => {
            ("calendar-days", "No renewal within 90 days", "Later renewals are in the list of all clients.")
        }
        View::Mine => ("users", "No client is yours", "You are neither CSM nor account executive of a client."),
        View::All => (
            "inbox",
            "No clients yet",
            "Clients appear here when an administrator has imported them, and those you own when they are assigned to you.",
        ),
    };
    view! {
        <div class="border-t border-base-300">
            <EmptyState icon title text>
                <Show when=move || now.view != View::All>
                    <a class="button" href=routes::PORTFOLIO>"Show all clients"</a>
                </Show>
                <Show when=move || Session::from_context().may(domain::staff::Permission::ManageImports)>
                    <a class="button button-primary" href=routes::IMPORTS>"Open imports"</a>
                </Show>
            </EmptyState>
        </div>
    }
}
