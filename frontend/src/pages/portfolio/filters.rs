use std::str::FromStr;

use api_types::analytics::{Facet, Facets, PortfolioSummary};
use domain::{
    client::{ContractTier, LifecycleStatus},
    health::HealthStatus,
    staff::Role,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::page::Query;
use crate::{
    components::{FilterChoice, FilterMenu, Icon},
    load::Loaded,
    query::{Portfolio, RenewalWindow},
    session::Session,
    words::Words,
};

/// Milliseconds without a key before a name is searched for.
const TYPING_PAUSE: u32 = 250;

/// The filter bar: what it says stands in the address.
#[component]
pub(super) fn Filters(query: Query, summary: Loaded<PortfolioSummary>) -> impl IntoView {
    let session = Session::from_context();
    let facets = Memo::new(move |_| {
        summary.data.with(|summary| summary.as_ref().map(|summary| summary.facets.clone()).unwrap_or_default())
    });
    let offered =
        move |of: fn(&Facets) -> &Vec<Facet>| Signal::derive(move || facets.with(|facets| choices(of(facets))));
    let sees_several_books = move || session.me().is_some_and(|me| !matches!(me.role, Role::Csm | Role::SeniorCsm));
    let chosen = move |of: fn(&Portfolio) -> Vec<String>| Signal::derive(move || query.now.with(of));
    let set = move |change: fn(&mut Portfolio, Vec<String>)| {
        Callback::new(move |values| query.change(|query| change(query, values)))
    };
    view! {
        <div class="relative flex flex-wrap items-center gap-2 p-3">
            <FilterMenu label="Status" choices=closed(HealthStatus::ALL)
                selected=chosen(|query| names(&query.health_status)) on_change=set(|query, values| query.health_status = read(&values))/>
            <FilterMenu label="Tier" choices=closed(ContractTier::ALL)
                selected=chosen(|query| names(&query.contract_tier)) on_change=set(|query, values| query.contract_tier = read(&values))/>
            <FilterMenu label="Industry" choices=offered(|facets| &facets.industries)
                selected=chosen(|query| query.industry.clone()) on_change=set(|query, values| query.industry = values)/>
            <Show when=sees_several_books>
                <FilterMenu label="CSM" choices=offered(|facets| &facets.csms)
                    selected=chosen(|query| names(&query.csm_id)) on_change=set(|query, values| query.csm_id = read(&values))/>
            </Show>
            <FilterMenu label="Tags" choices=offered(|facets| &facets.tags)
                selected=chosen(|query| query.tags.clone()) on_change=set(|query, values| query.tags = values)/>
            <FilterMenu label="Renewal" is_single=true choices=windows()
                selected=chosen(|query| query.renewal.map(RenewalWindow::key).into_iter().collect())
                on_change=set(|query, values| query.renewal = RenewalWindow::ALL.into_iter().find(|window| values.contains(&window.key())))/>
            <FilterMenu
                label="Lifecycle"
                choices=closed(LifecycleStatus::ALL)
                selected=chosen(|query| names(&query.lifecycle_status))
                on_change=set(|query, values| query.lifecycle_status = read(&values))
            />
            <NameFilter query/>
        </div>
    }
}

/// Finds clients by name while one types.
#[component]
fn NameFilter(query: Query) -> impl IntoView {
    let typed = RwSignal::new(query.now.get_untracked().q);
    let turn = StoredValue::new(0_u32);
    // Back and Forward change the address under the field.
    Effect::new(move |_| {
        let wanted = query.now.get().q;
        if wanted != typed.get_untracked().trim() {
            typed.set(wanted);
        }
    });
    let search = move |text: String| {
        typed.set(text);
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            if turn.try_get_value() == Some(mine) {
                let text = typed.get_untracked().trim().to_owned();
                if query.now.get_untracked().q != text {
                    query.change(|query| query.q = text);
                }
            }
        });
    };
    view! {
        <div class="input-x search-x grow basis-32 max-w-64 max-sm:max-w-none">
            <Icon name="search" class="muted"/>
            <input id="name-filter" type="search" placeholder="Filter by name" aria-label="Filter by name"
                autocomplete="off" maxlength="200" prop:value=move || typed.get() on:input:target=move |event| search(event.target().value())/>
        </div>
    }
}

fn choices(facets: &[Facet]) -> Vec<FilterChoice> {
    let choice = |facet: &Facet| FilterChoice {
        value: facet.value.clone(),
        label: facet.label.clone(),
        clients: Some(facet.clients),
    };
    facets.iter().map(choice).collect()
}

fn closed<T: Words + Copy + ToString>(all: &[T]) -> Signal<Vec<FilterChoice>> {
    let choice = |value: &T| FilterChoice { value: value.to_string(), label: value.words().to_owned(), clients: None };
    Signal::stored(all.iter().map(choice).collect::<Vec<_>>())
}

fn windows() -> Signal<Vec<FilterChoice>> {
    let choice = |window: RenewalWindow| FilterChoice { value: window.key(), label: window.label(), clients: None };
    Signal::stored(RenewalWindow::ALL.map(choice).to_vec())
}

fn names<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn read<T: FromStr>(texts: &[String]) -> Vec<T> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}
