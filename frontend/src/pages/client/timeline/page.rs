use api_types::{page::Stretch, timeline::TimelineEntry};
use domain::{staff::Permission, work::TimelineKind};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_bindgen_futures::spawn_local;

use super::{actions::Export, entry::Entry, query::Shown};
use crate::{
    api::Client as Api,
    components::{
        EmptyState, ErrorPanel, FilterChoice, FilterMenu, For, Icon, LogActivity, ProgressButton, Show, Toasts,
    },
    load::Loaded,
    pages::client::context::ClientContext,
    view,
    words::Words,
};

/// Milliseconds without a key before the server is asked.
const TYPING_PAUSE: u32 = 250;

/// The tab.
#[component]
pub fn ClientTimeline() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let query = use_query_map();
    let shown = Memo::new(move |_| query.with(Shown::read));
    let first = Loaded::<Stretch<TimelineEntry>>::new(
        move || (shown.get(), log.saved()),
        move |(shown, _)| api.client_timeline(client.id, &shown.search()),
    );
    let navigate = use_navigate();
    let show = Callback::new(move |shown: Shown| {
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&shown.address(client.id), options);
    });
    view! {
        <section class="card-x" aria-label="Timeline">
            <div class="flex flex-wrap items-center gap-2 p-3 border-b border-base-300 no-print">
                <h2 class="sr-only">"Timeline"</h2>
                <Filters shown show/>
                <div class="ml-auto"><Export shown/></div>
            </div>
            <div class="hairline" aria-busy=move || first.is_loading.get().to_string()>
                {move || match (first.data.get(), first.error.get()) {
                    (_, Some(error)) => view! { <ErrorPanel error on_retry=first.retry()/> },
                    (None, None) => view! { <Waiting/> },
                    (Some(stretch), None) if stretch.data.is_empty() => view! { <Nothing shown show/> },
                    (Some(stretch), None) => view! { <Stream stretch shown=shown.get_untracked()/> },
                }}
            </div>
        </section>
    }
}

#[component]
fn Filters(shown: Memo<Shown>, show: Callback<Shown>) -> impl IntoView {
    let typed = RwSignal::new(shown.get_untracked().text);
    let turn = StoredValue::new(0_u32);
    let search = move |text: String| {
        typed.set(text);
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            if turn.try_get_value() == Some(mine)
                && let (Some(text), Some(before)) = (typed.try_get_untracked(), shown.try_get_untracked())
            {
                show.run(Shown { text, ..before });
            }
        });
    };
    let choices = Signal::stored(
        TimelineKind::ALL
            .iter()
            .map(|kind| FilterChoice { value: kind.as_str().to_owned(), label: kind.words().to_owned(), clients: None })
            .collect::<Vec<_>>(),
    );
    let selected =
        Signal::derive(move || shown.with(|shown| shown.kinds.iter().map(|kind| kind.as_str().to_owned()).collect()));
    let choose = Callback::new(move |kinds: Vec<String>| {
        let kinds = kinds.iter().filter_map(|kind| kind.parse().ok()).collect();
        show.run(Shown { kinds, ..shown.get_untracked() });
    });
    view! {
        <div class="input-x search-x w-64 max-sm:w-full">
            <Icon name="search" class="muted"/>
            <input type="search" placeholder="Search the timeline" aria-label="Search the timeline" maxlength="200" autocomplete="off"
                prop:value=move || typed.get() on:input:target=move |event| search(event.target().value())/>
        </div>
        <FilterMenu label="Kind" choices selected on_change=choose/>
    }
}

/// What was loaded first, and what was asked for after it.
#[component]
fn Stream(stretch: Stretch<TimelineEntry>, shown: Shown) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let entries = RwSignal::new(stretch.data);
    let cursor = RwSignal::new(stretch.pagination.next_cursor);
    let is_busy = RwSignal::new(false);
    let more = Callback::new(move |()| {
        let Some(after) = cursor.get_untracked() else { return };
        let search = shown.search();
        is_busy.set(true);
        spawn_local(async move {
            match api.client_timeline(client.id, format!("{search}&cursor={after}").trim_start_matches('&')).await {
                Ok(next) => {
                    entries.try_update(|entries| entries.extend(next.data));
                    cursor.try_set(next.pagination.next_cursor);
                }
                Err(error) => toasts.fail("What happened before could not be loaded.", &error),
            }
            is_busy.try_set(false);
        });
    });
    view! {
        <ol class="px-4 py-2" aria-label="What happened">
            <For each=move || entries.get() key=|entry| entry.id.clone() let:entry><Entry entry/></For>
        </ol>
        <Show when=move || cursor.with(Option::is_some)>
            <div class="px-4 pb-4 no-print">
                <ProgressButton is_busy label="Show what was before" busy_label="Loading" class="button" on_click=more/>
            </div>
        </Show>
    }
}

#[component]
fn Nothing(shown: Memo<Shown>, show: Callback<Shown>) -> impl IntoView {
    let client = ClientContext::from_context();
    let log = LogActivity::from_context();
    if shown.get_untracked() == Shown::default() {
        view! {
            <EmptyState icon="activity" title="Nothing has happened yet" text="What you log, tickets, renewals and changes of health will stand here.">
                {client.may(Permission::LogWork).then(|| view! {
                    <button type="button" class="button button-primary" on:click=move |_| log.open(Some(client.id))>"Log activity"</button>
                })}
            </EmptyState>
        }
    } else {
        view! {
            <EmptyState icon="search-x" title="Nothing fits" text="Nothing in this timeline is of these kinds and has these words.">
                <button type="button" class="button" on:click=move |_| show.run(Shown::default())>"Show everything"</button>
            </EmptyState>
        }
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the timeline"</p>
        <div class="px-4 py-3 grid gap-5" aria-hidden="true">
            {(0..6).map(|_| view! {
                <div class="flex gap-3">
                    <span class="skel size-7 rounded-full"></span>
                    <div class="grow"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-3 w-40 max-w-full mt-2"></span></div>
                </div>
            }).collect_view()}
        </div>
    }
}
