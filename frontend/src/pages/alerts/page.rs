use api_types::{
    alerts::{ClientAlerts, SnoozeDuration, TeamAlert},
    page::Page,
};
use domain::{AlertId, staff::Permission};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::{
    answers::Answers,
    filters::{Filters, Tabs},
    group::{Group, shown},
    team::{TeamGroups, has_any},
};
use crate::{
    api::{Client, alerts::Act},
    components::{
        EmptyState, ErrorPanel, For, LogActivity, Pagination, Show, Toasts, act_on_row, move_between_rows, set_crumbs,
    },
    effect::effect,
    format,
    live::Live,
    load::Loaded,
    query::{INBOX_LIMIT, Inbox, Standing},
    routes,
    session::Session,
    view,
};

/// What the address asks for, and the way to ask for something else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query {
    pub now: Memo<Inbox>,
    pub go: Callback<Inbox>,
}

impl Query {
    /// Goes to the first page of a changed query.
    pub fn change(self, change: impl FnOnce(&mut Inbox)) {
        self.go.run(self.now.get_untracked().changed(change));
    }
}

/// The page.
#[component]
pub fn Alerts() -> impl IntoView {
    set_crumbs(&[("Alerts", None)]);
    let client = Client::from_context();
    let parameters = use_query_map();
    let now = Memo::new(move |_| parameters.with(|parameters| Inbox::read(|name| parameters.get(name))));
    let navigate = use_navigate();
    let go = Callback::new(move |query: Inbox| {
        navigate(&routes::alerts(&query), NavigateOptions { scroll: false, ..Default::default() });
    });
    let query = Query { now, go };
    let inbox =
        Loaded::<Page<ClientAlerts>>::new(move || now.get().to_api(), move |search| client.alerts_by_client(&search));
    let session = Session::from_context();
    let team = session.may(Permission::ReadTeamAlerts).then(|| {
        Loaded::<Page<TeamAlert>>::new(move || now.get().to_team_api(), move |search| client.team_alerts(&search))
    });
    let answers = Answers { inbox, team, session, client, toasts: Toasts::from_context() };
    reload_on_change(answers);
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        answer_by_key(answers, &event);
        move_between_rows(event);
    };
    let standing = Memo::new(move |_| now.get().standing);
    let clients = Memo::new(move |_| {
        inbox
            .data
            .with(|page| page.as_ref().map(|page| page.data.iter().map(|group| group.client.id).collect::<Vec<_>>()))
    });
    let is_empty = Memo::new(move |_| {
        clients.get().is_some_and(|clients| clients.iter().all(|id| shown(answers, *id, standing.get()).is_empty()))
            && !has_any(answers, &now.get())
    });
    let total = Signal::derive(move || inbox.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    let note =
        Signal::derive(move || Some(format::counted(total.get(), "client", "clients")).filter(|_| total.get() > 0));
    view! {
        <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Alerts"</h1>
        <p class="muted mt-1 max-w-2xl">
            "What asks for an answer, the gravest first. "
            <span class="max-md:hidden">
                "Arrows move, Enter opens the client, " <kbd class="key-x">"a"</kbd> " acknowledges, " <kbd class="key-x">"s"</kbd> " snoozes for a day, "
                <kbd class="key-x">"r"</kbd> " resolves, " <kbd class="key-x">"d"</kbd> " dismisses."
            </span>
        </p>
        <section class="card-x mt-4 hairline" aria-label="Inbox" aria-busy=move || inbox.is_loading.get().to_string()>
            <Tabs query/>
            <Filters query/>
            {move || match (clients.get(), inbox.error.get()) {
                (None, Some(error)) => view! { <ErrorPanel error on_retry=inbox.retry()/> },
                (None, None) => view! { <Waiting/> },
                (Some(_), error) => view! {
                    {error.map(|error| view! { <ErrorPanel error on_retry=inbox.retry()/> })}
                    <Show when=move || is_empty.get()><Empty query/></Show>
                },
            }}
            <div class="border-t border-base-300" class:hidden=move || clients.get().is_none() || is_empty.get() on:keydown=on_key>
                <TeamGroups answers now/>
                <For each=move || clients.get().unwrap_or_default() key=|id| *id let:id>
                    <Group id answers standing/>
                </For>
            </div>
            <Show when=move || { total.get() > INBOX_LIMIT }>
                <Pagination page=Signal::derive(move || now.get().page()) limit=Signal::stored(INBOX_LIMIT) total note
                    on_page=Callback::new(move |page: i64| go.run(Inbox { skipped: page - 1, ..now.get_untracked() }))/>
            </Show>
        </section>
    }
}

/// Reads the inbox again when the server says that alerts changed; the first message only says how things stand.
fn reload_on_change(answers: Answers) {
    let live = Live::from_context();
    let begun = live.changes.get_untracked();
    effect(move || {
        let now = live.changes.get();
        if now > begun.max(1) {
            answers.reload();
        }
    });
    // An activity that was logged may have answered an alert.
    let log = LogActivity::from_context();
    let saved = log.saved_so_far();
    effect(move || {
        if log.saved() > saved {
            answers.inbox.reload();
        }
    });
}

/// `a`, `s`, `r` and `d` answer the alert the focus is on; the focus goes on to the next one.
fn answer_by_key(answers: Answers, event: &leptos::ev::KeyboardEvent) {
    let Some((row, key)) = act_on_row(event) else { return };
    let Ok(id) = row.parse::<AlertId>() else { return };
    let act = match key.as_str() {
        "a" => Act::Acknowledge,
        "s" => Act::Snooze(SnoozeDuration::OneDay),
        "r" => Act::Resolve,
        "d" => Act::Dismiss,
        _ => return,
    };
    event.prevent_default();
    let place = place_of_focus();
    answers.act(id, act);
    if let Some(place) = place {
        spawn_local(async move {
            // After the row is gone.
            TimeoutFuture::new(0).await;
            focus_row(place);
        });
    }
}

fn rows() -> Vec<web_sys::HtmlElement> {
    let Ok(links) = document().query_selector_all("[data-row-link]") else { return Vec::new() };
    (0..links.length()).filter_map(|index| links.item(index)?.dyn_into().ok()).collect()
}

fn place_of_focus() -> Option<usize> {
    let here = document().active_element()?;
    let row = here.closest("[data-row]").ok().flatten()?;
    rows().iter().position(|link| row.contains(Some(link)))
}

/// The row at a place, unless the focus is on a row still; the last one when there are fewer.
fn focus_row(place: usize) {
    let rows = rows();
    let is_on_row = document().active_element().is_some_and(|here| here.closest("[data-row]").ok().flatten().is_some());
    if !is_on_row && let Some(link) = rows.get(place).or(rows.last()) {
        let _ = link.focus();
    }
}

#[component]
fn Empty(query: Query) -> impl IntoView {
    let now = query.now.get_untracked();
    if now.is_filtered() {
        return view! {
            <EmptyState icon="search-x" title="No alert matches" text="No alert has everything the filters ask for.">
                <button type="button" class="button" on:click=move |_| query.go.run(query.now.get_untracked().unfiltered())>"Clear filters"</button>
            </EmptyState>
        };
    }
    let (icon, title, text) = match now.standing {
        Standing::ToDo => (
            "circle-check",
            "Nothing to do",
            "Alerts appear here as soon as health, usage, support, payments or renewals of a client ask for someone.",
        ),
        Standing::Snoozed => ("clock", "Nothing is put off", "Alerts you snooze wait here until their time has come."),
        Standing::Closed => (
            "inbox",
            "Nothing was closed yet",
            "Alerts that were resolved or dismissed, and those that ended by themselves, are kept here for a year.",
        ),
    };
    view! {
        <EmptyState icon title text>
            <a class="button" href=routes::PORTFOLIO>"Open the portfolio"</a>
        </EmptyState>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="border-t border-base-300" aria-hidden="true">
            {(0..4).map(|_| view! {
                <div class="px-4 py-3 border-b border-base-300 last:border-0">
                    <span class="skel h-3.5 w-48 max-w-full"></span>
                    <div class="flex gap-4 mt-3"><span class="skel h-3 w-16"></span><span class="skel h-3 w-96 max-w-[60%]"></span></div>
                    <div class="flex gap-4 mt-2.5"><span class="skel h-3 w-16"></span><span class="skel h-3 w-80 max-w-[55%]"></span></div>
                </div>
            }).collect_view()}
        </div>
        <p class="sr-only" role="status">"Loading alerts"</p>
    }
}
