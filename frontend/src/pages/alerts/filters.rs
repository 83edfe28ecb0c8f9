use domain::{
    TeamScope,
    alert::{AlertSeverity, AlertType},
    staff::Role,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::page::Query;
use crate::{
    api::Client,
    components::{FilterChoice, FilterMenu, Icon, NameFilter, Show},
    effect::effect,
    query::{Inbox, Standing},
    routes,
    session::Session,
    view,
    words::Words,
};

/// What is to do, put off, and closed; each is an address.
#[component]
pub(super) fn Tabs(query: Query) -> impl IntoView {
    view! {
        <h2 class="sr-only">"Alerts by client"</h2>
        <nav aria-label="Alerts shown" class="flex items-center gap-1 px-3 pt-2 border-b border-base-300 tabs-x">
            {Standing::ALL.map(|standing| view! {
                <a class="tab-x" aria-current=move || (query.now.get().standing == standing).then_some("page")
                    href=move || routes::alerts(&query.now.get().changed(|query| query.standing = standing))>
                    {standing.label()}
                </a>
            })}
        </nav>
    }
}

/// The filter bar: what it says stands in the address.
#[component]
pub(super) fn Filters(query: Query) -> impl IntoView {
    let session = Session::from_context();
    let client = Client::from_context();
    let managers = RwSignal::new(Vec::<FilterChoice>::new());
    let sees_several_books =
        Memo::new(move |_| session.me().is_some_and(|me| !matches!(me.role, Role::Csm | Role::SeniorCsm)));
    effect(move || {
        if sees_several_books.get() {
            spawn_local(async move {
                // Without names the other filters still work.
                let Ok(users) = client.list_users().await else { return };
                let managers_of = users.data.into_iter().filter(|user| user.csm_clients > 0).map(|user| FilterChoice {
                    value: user.id.to_string(),
                    label: format!("{} {}", user.first_name, user.last_name),
                    clients: None,
                });
                managers.try_set(managers_of.collect());
            });
        }
    });
    let chosen = move |of: fn(&Inbox) -> Vec<String>| Signal::derive(move || query.now.with(of));
    let set = move |change: fn(&mut Inbox, Vec<String>)| {
        Callback::new(move |values| query.change(|query| change(query, values)))
    };
    view! {
        <div class="relative flex flex-wrap items-center gap-2 p-3">
            <FilterMenu label="Severity" choices=Signal::stored(severities())
                selected=chosen(|query| names(&query.severity)) on_change=set(|query, values| query.severity = read(&values))/>
            <FilterMenu label="Type" choices=Signal::stored(types(session.me().map(|me| me.role)))
                selected=chosen(|query| names(&query.alert_type)) on_change=set(|query, values| query.alert_type = read(&values))/>
            <Show when=move || sees_several_books.get()>
                <FilterMenu label="CSM" choices=managers
                    selected=chosen(|query| names(&query.csm_id)) on_change=set(|query, values| query.csm_id = read(&values))/>
            </Show>
            <NameFilter value=Signal::derive(move || query.now.get().q) on_change=Callback::new(move |text| query.change(|query| query.q = text))/>
            <Show when=move || query.now.get().is_filtered()>
                <button type="button" class="link-x text-[12px] px-1 inline-flex items-center gap-1"
                    on:click=move |_| query.go.run(query.now.get_untracked().unfiltered())><Icon name="x" class="size-3"/>"Clear filters"</button>
            </Show>
        </div>
    }
}

/// The gravest first, as people look for them.
fn severities() -> Vec<FilterChoice> {
    AlertSeverity::ALL.iter().rev().map(|severity| choice(severity.as_str(), severity.words())).collect()
}

/// Those about the team only for those who see them.
fn types(role: Option<Role>) -> Vec<FilterChoice> {
    let sees = |alert_type: &&AlertType| {
        !alert_type.is_about_team() || role.is_some_and(|role| TeamScope::of(role).sees(**alert_type))
    };
    AlertType::ALL.iter().filter(sees).map(|alert_type| choice(alert_type.as_str(), alert_type.words())).collect()
}

fn choice(value: &str, label: &str) -> FilterChoice {
    FilterChoice { value: value.to_owned(), label: label.to_owned(), clients: None }
}

fn names<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn read<T: std::str::FromStr>(texts: &[String]) -> Vec<T> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}
