use api_types::{audit::AuditEvent, page::Stretch};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_bindgen_futures::spawn_local;

use super::{entry::Entry, export::Export, filters::Filters, query::Shown};
use crate::{
    api::Client,
    components::{EmptyState, ErrorPanel, For, ProgressButton, Show, Toasts, set_crumbs},
    load::Loaded,
    pages::NotFound,
    routes,
    session::Session,
    view,
};

/// Who read or wrote what, for administrators.
#[component]
pub fn AuditLog() -> impl IntoView {
    let session = Session::from_context();
    let may_see = Memo::new(move |_| session.may(Permission::ReadAudit));
    view! {
        {move || if may_see.get() { view! { <LogPage/> } } else { view! { <NotFound/> } }}
    }
}

#[component]
fn LogPage() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Audit log", None)]);
    let api = Client::from_context();
    let query = use_query_map();
    let shown = Memo::new(move |_| query.with(Shown::read));
    let first = Loaded::<Stretch<AuditEvent>>::new(move || shown.get(), move |shown| api.audit(&shown.search()));
    let navigate = use_navigate();
    let show = Callback::new(move |shown: Shown| {
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&routes::filtered(routes::AUDIT, &shown.search()), options);
    });
    let days = move || match shown.with(|shown| (shown.from, shown.to)) {
        (None, None) => "The last 30 days.",
        (None, Some(_)) => "The 30 days before the last one.",
        (Some(_), _) => "At most a year at once.",
    };
    view! {
        <div class="flex flex-wrap items-start gap-3">
            <div class="min-w-0 grow basis-72">
                <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Audit log"</h1>
                <p class="muted mt-1 max-w-xl">"Who saw or changed what, people and programs alike; never the words of notes, nor passwords. "{days}</p>
            </div>
            <Export shown/>
        </div>
        <section class="card-x mt-4" aria-label="Audit log">
            <div class="flex flex-wrap items-center gap-2 p-3 border-b border-base-300 no-print"><Filters shown show/></div>
            <div class="hairline" aria-busy=move || first.is_loading.get().to_string()>
                {move || match (first.data.get(), first.error.get()) {
                    (_, Some(error)) => view! { <ErrorPanel error on_retry=first.retry()/> },
                    (None, None) => view! { <Waiting/> },
                    (Some(stretch), None) if stretch.data.is_empty() => view! {
                        <EmptyState icon="search-x" title="Nothing fits" text="Nobody did anything like this in these days.">
                            <button type="button" class="button" on:click=move |_| show.run(Shown::default())>"Show the last 30 days"</button>
                        </EmptyState>
                    },
                    (Some(stretch), None) => view! { <Stream stretch shown=shown.get_untracked()/> },
                }}
            </div>
        </section>
    }
}

/// What was loaded first, and what was asked for after it.
#[component]
fn Stream(stretch: Stretch<AuditEvent>, shown: Shown) -> impl IntoView {
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let events = RwSignal::new(stretch.data);
    let cursor = RwSignal::new(stretch.pagination.next_cursor);
    let is_busy = RwSignal::new(false);
    let more = Callback::new(move |()| {
        let Some(after) = cursor.get_untracked() else { return };
        let search = shown.search();
        is_busy.set(true);
        spawn_local(async move {
            match api.audit(format!("{search}&cursor={after}").trim_start_matches('&')).await {
                Ok(next) => {
                    events.try_update(|events| events.extend(next.data));
                    cursor.try_set(next.pagination.next_cursor);
                }
                Err(error) => toasts.fail("What was before could not be loaded.", &error),
            }
            is_busy.try_set(false);
        });
    });
    view! {
        <ol aria-label="Rows of the log">
            <For each=move || events.get() key=|event| event.id let:event><Entry event/></For>
        </ol>
        <Show when=move || cursor.with(Option::is_some)>
            <div class="px-4 py-3 no-print">
                <ProgressButton is_busy label="Show what was before" busy_label="Loading" class="button" on_click=more/>
            </div>
        </Show>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the log"</p>
        <div class="px-4 py-3 grid gap-5" aria-hidden="true">
            {(0..8).map(|_| view! {
                <div class="flex gap-3">
                    <span class="skel size-7 rounded-full"></span>
                    <div class="grow"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-3 w-40 max-w-full mt-2"></span></div>
                </div>
            }).collect_view()}
        </div>
    }
}
