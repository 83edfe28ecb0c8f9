use api_types::my_day::MyDay as Answer;
use domain::ClientId;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::{figures::Figures, row::Row, tasks::Tasks};
use crate::{
    api::Client,
    browser,
    components::{EmptyState, ErrorPanel, LogActivity, Pagination, Toasts, act_on_row, move_between_rows, set_crumbs},
    effect::effect,
    format,
    live::Live,
    load::Loaded,
    routes, view,
};

const LIMIT: i64 = 25;

/// What asks for one today, whom it concerns most first.
#[component]
pub fn MyDay() -> impl IntoView {
    set_crumbs(&[("My day", None)]);
    let api = Client::from_context();
    let log = LogActivity::from_context();
    let query = use_query_map();
    let page = Memo::new(move |_| {
        query.with(|query| query.get_str("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).max(1))
    });
    let day = Loaded::<Answer>::new(
        move || (page.get(), log.saved()),
        move |(page, _)| api.my_day(&format!("page={page}&limit={LIMIT}")),
    );
    reload_on_change(day);
    let tasks = Tasks { day, api, log, toasts: Toasts::from_context() };
    let navigate = use_navigate();
    let go = Callback::new(move |page: i64| navigate(&routes::my_day(page), Default::default()));
    let total = Signal::derive(move || day.data.with(|day| day.as_ref().map_or(0, |day| day.pagination.total)));
    let note = Signal::derive(move || Some(format::counted(total.get(), "client", "clients")));
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if let Some((row, key)) = act_on_row(&event)
            && let Ok(client) = row.parse::<ClientId>()
            && tasks.by_key(client, &key)
        {
            event.prevent_default();
        }
        move_between_rows(event);
    };
    view! {
        <div class="flex flex-wrap items-baseline gap-x-3">
            <h1 class="text-[20px] font-semibold tracking-tight leading-6">"My day"</h1>
            {move || day.data.with(|day| day.as_ref().map(|day| view! {
                <p class="muted num">{format::day(day.date, browser::today())}</p>
            }))}
        </div>
        <p class="muted mt-1 max-w-3xl">
            "Who asks for you, by money at stake and time left. "
            <span class="max-md:hidden">
                "Arrows move, Enter opens the client, " <kbd class="key-x">"l"</kbd> " logs an activity, " <kbd class="key-x">"a"</kbd>
                " acknowledges, " <kbd class="key-x">"s"</kbd> " snoozes for a day, " <kbd class="key-x">"f"</kbd> " completes a follow-up."
            </span>
        </p>
        <Figures day/>
        <section class="card-x mt-4 hairline" aria-label="To do" aria-busy=move || day.is_loading.get().to_string()>
            {move || match (day.data.get(), day.error.get()) {
                (_, Some(error)) => view! { <ErrorPanel error on_retry=day.retry()/> },
                (None, None) => view! { <Waiting/> },
                (Some(answer), None) if answer.data.is_empty() => view! { <Done/> },
                (Some(answer), None) => {
                    let currency = answer.summary.currency;
                    view! {
                        <ol on:keydown=on_key>
                            {answer.data.into_iter().map(|client| view! { <Row client currency=currency.clone() tasks/> }).collect_view()}
                        </ol>
                        <Pagination page=Signal::derive(move || page.get()) limit=Signal::stored(LIMIT) total note on_page=go/>
                    }
                }
            }}
        </section>
    }
}

/// Reads the list again when alerts changed on the server; the first message only says how things stand.
fn reload_on_change(day: Loaded<Answer>) {
    let live = Live::from_context();
    let begun = live.changes.get_untracked();
    effect(move || {
        if live.changes.get() > begun.max(1) {
            day.reload();
        }
    });
}

#[component]
fn Done() -> impl IntoView {
    view! {
        <EmptyState icon="circle-check" title="Nothing asks for you" text="No new alerts, and no follow-up is due. A good day to call someone who does not expect it.">
            <a class="button button-primary" href=routes::PORTFOLIO>"Open the portfolio"</a>
        </EmptyState>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading your day"</p>
        <div aria-hidden="true">
            {(0..5).map(|_| view! {
                <div class="flex gap-4 px-4 py-4 border-b border-base-300 last:border-0">
                    <span class="skel size-10 rounded-lg"></span>
                    <div class="grow"><span class="skel h-4 w-48 max-w-full"></span><span class="skel h-3 w-80 max-w-full mt-2"></span><span class="skel h-3 w-64 max-w-full mt-3"></span></div>
                </div>
            }).collect_view()}
        </div>
    }
}
