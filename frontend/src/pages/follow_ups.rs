use api_types::activities::Activity;
use domain::work::FollowUp;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use wasm_bindgen_futures::spawn_local;

use super::client::complete_follow_up;
use crate::{
    api::Client,
    browser,
    components::{
        EmptyState, ErrorPanel, Icon, LogActivity, Pagination, ProgressButton, Toasts, activity_icon, set_crumbs,
    },
    format,
    load::Loaded,
    routes,
    session::Session,
    view,
    words::Words,
};

const LIMIT: i64 = 25;

/// What was promised to clients, the longest due first.
#[component]
pub fn FollowUps() -> impl IntoView {
    set_crumbs(&[("Follow-ups", None)]);
    let api = Client::from_context();
    let log = LogActivity::from_context();
    let query = use_query_map();
    let status = Memo::new(move |_| {
        query.with(|query| query.get_str("status").and_then(|status| status.parse().ok()).unwrap_or(FollowUp::Open))
    });
    let page = Memo::new(move |_| {
        query.with(|query| query.get_str("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).max(1))
    });
    let list = Loaded::new(
        move || (status.get(), page.get(), log.saved()),
        move |(status, page, _)| api.follow_ups(&format!("status={status}&page={page}&limit={LIMIT}")),
    );
    let navigate = use_navigate();
    let go = Callback::new(move |page: i64| {
        navigate(&routes::follow_ups(status.get_untracked().as_str(), page), Default::default());
    });
    let total = Signal::derive(move || list.data.with(|data| data.as_ref().map_or(0, |data| data.pagination.total)));
    view! {
        <h1 class="text-[20px] font-semibold tracking-tight">"Follow-ups"</h1>
        <p class="muted mt-0.5">"What was promised to clients, the longest due first."</p>
        <section class="card-x mt-4" aria-label="Follow-ups">
            <nav aria-label="Which follow-ups" class="tabs-x flex gap-1 px-3 border-b border-base-300">
                {FollowUp::ALL.iter().map(|which| view! {
                    <a class="tab-x" href=routes::follow_ups(which.as_str(), 1)
                        aria-current=move || (status.get() == *which).then_some("page")>{which.words()}</a>
                }).collect_view()}
            </nav>
            <div class="hairline" aria-busy=move || list.is_loading.get().to_string()>
                {move || match (list.data.get(), list.error.get()) {
                    (_, Some(error)) => view! { <ErrorPanel error on_retry=list.retry()/> },
                    (None, None) => view! { <Waiting/> },
                    (Some(data), None) if data.data.is_empty() => view! {
                        <EmptyState icon="list-checks" title="Nothing is owed here" text="An activity logged with a date to follow up by will stand here until it is done.">
                            <button type="button" class="button button-primary" on:click=move |_| log.open(None)>"Log activity"</button>
                        </EmptyState>
                    },
                    (Some(data), None) => view! {
                        <ul>{data.data.into_iter().map(|activity| view! { <Row activity/> }).collect_view()}</ul>
                        <Pagination page=Signal::derive(move || page.get()) limit=Signal::stored(LIMIT) total on_page=go/>
                    },
                }}
            </div>
        </section>
    }
}

#[component]
fn Row(activity: Activity) -> impl IntoView {
    let api = Client::from_context();
    let session = Session::from_context();
    let log = LogActivity::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let is_own = session.me().is_some_and(|me| activity.performed_by.as_ref().is_some_and(|person| person.id == me.id));
    let may_complete = is_own && !activity.follow_up_completed;
    let days = activity.follow_up_date.map(|day| (day - browser::today()).num_days() as i32);
    let due = match (activity.follow_up_completed, days) {
        (true, _) => "done".to_owned(),
        (false, Some(days)) => format::due_in_words(days),
        (false, None) => "no date".to_owned(),
    };
    let by = activity.performed_by.as_ref().map_or("nobody", |person| &person.name).to_owned();
    let owed = activity.clone();
    let complete = Callback::new(move |()| {
        let owed = owed.clone();
        is_busy.set(true);
        spawn_local(async move {
            complete_follow_up(api, log, toasts, owed).await;
            is_busy.try_set(false);
        });
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 border-b border-base-300 last:border-b-0">
            <Icon name=activity_icon(activity.activity_type) class="muted"/>
            <div class="min-w-0 grow basis-52">
                <p class="font-medium break-words">{activity.subject.clone()}</p>
                <p class="muted text-[12px]">
                    <a class="link-x" href=routes::client_tab(activity.client_id, "timeline")>{activity.client_name.clone()}</a>
                    {format!(" · {by}")}
                </p>
            </div>
            <div class="flex items-center gap-4 max-sm:basis-full max-sm:pl-8 max-sm:justify-between">
                <p class="num sm:text-right" class:bad=activity.follow_up_overdue>
                    {activity.follow_up_date.map(|day| format::day(day, browser::today()))}
                    <span class="block text-[12px]" class:muted=!activity.follow_up_overdue>{due}</span>
                </p>
                {may_complete.then(|| view! {
                    <ProgressButton is_busy label="Done" busy_label="Saving" class="button" icon="check" on_click=complete/>
                })}
            </div>
        </li>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading follow-ups"</p>
        <div class="p-4 grid gap-5" aria-hidden="true">
            {(0..6).map(|_| view! { <div><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-3 w-40 max-w-full mt-2"></span></div> }).collect_view()}
        </div>
    }
}
