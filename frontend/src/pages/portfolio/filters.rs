use std::str::FromStr;

use api_types::{
    analytics::{Facet, Facets, PortfolioSummary},
    segments::Segment,
};
use domain::{
    client::{ContractTier, LifecycleStatus},
    health::HealthStatus,
    staff::Role,
};
use leptos::prelude::*;

use super::{
    page::Query,
    save::{SaveMenu, Saving},
};
use crate::{
    components::{FilterChoice, FilterMenu, NameFilter, Show},
    load::Loaded,
    query::{Portfolio, RenewalWindow},
    session::Session,
    view,
    words::Words,
};

/// The filter bar: what it says stands in the address.
#[component]
pub(super) fn Filters(query: Query, summary: Loaded<PortfolioSummary>, saving: Saving) -> impl IntoView {
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
            <Show when=move || saving.segments.data.with(|page| page.as_ref().is_some_and(|page| !page.data.is_empty()))>
                <FilterMenu label="Segment" is_single=true choices=Signal::derive(move || offered_segments(saving))
                    selected=Signal::derive(move || query.now.with(|now| now.segment_id.map(|id| id.to_string()).into_iter().collect()))
                    on_change=set(|query, values| query.segment_id = values.first().and_then(|id| id.parse().ok()))/>
            </Show>
            <NameFilter value=Signal::derive(move || query.now.get().q) on_change=Callback::new(move |text| query.change(|query| query.q = text))/>
            <div class="ml-auto"><SaveMenu saving/></div>
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

fn offered_segments(saving: Saving) -> Vec<FilterChoice> {
    saving.segments.data.with(|page| {
        let segments = page.as_ref().map(|page| page.data.as_slice()).unwrap_or_default();
        let choice = |segment: &Segment| FilterChoice {
            value: segment.id.to_string(),
            label: segment.name.clone(),
            clients: None,
        };
        segments.iter().map(choice).collect()
    })
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
