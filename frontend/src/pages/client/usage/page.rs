use api_types::usage::ClientUsage as Usage;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    activity::Activity, calendar::Calendar, chart::DailyUsers, compare::Compare, engagement::Engagement,
    figures::Figures, logins::Logins, search::Search, users::Users,
};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, Skeleton},
    load::Loaded,
    pages::client::context::ClientContext,
    routes,
};

/// The address of the tab, and the way to another one.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub now: Memo<Search>,
    pub go: Callback<Search>,
}

/// How the client uses the platform. One call brings the first screen; other users are asked for page by page.
#[component]
pub fn ClientUsage() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let query = use_query_map();
    let now = Memo::new(move |_| query.with(|query| Search::read(|key| query.get_str(key))));
    let navigate = use_navigate();
    let go = Callback::new(move |search: Search| {
        let (path, search) = (routes::client_tab(client.id, "usage"), search.write());
        let address = if search.is_empty() { path } else { format!("{path}?{search}") };
        navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
    });
    let asked = Asked { now, go };
    let usage =
        Loaded::new(move || now.with(|now| now.days), move |days, signal| api.client_usage(client.id, days, signal));
    let is_there = Memo::new(move |_| usage.data.with(Option::is_some));
    view! {
        {move || match (is_there.get(), usage.error.get()) {
            (true, error) => view! {
                {error.map(|error| view! {
                    <div class="card-x mb-4"><ErrorPanel error on_retry=Callback::new(move |()| usage.reload())/></div>
                })}
                <Body usage asked/>
            }.into_any(),
            (false, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=Callback::new(move |()| usage.reload())/></div>
            }.into_any(),
            (false, None) => view! { <Waiting/> }.into_any(),
        }}
    }
}

#[component]
fn Body(usage: Loaded<Usage>, asked: Asked) -> impl IntoView {
    let data = Memo::new(move |_| usage.data.get());
    let is_empty = Memo::new(move |_| data.with(|data| data.as_ref().is_none_or(|data| data.days.is_empty())));
    view! {
        {move || if is_empty.get() {
            view! {
                <section class="card-x" aria-label="Usage">
                    <EmptyState icon="calendar-days" title="Nothing is known about usage yet"
                        text="Figures appear within the hour after sessions or actions of this client have come in, by import or from the product."/>
                </section>
            }.into_any()
        } else {
            view! {
                {move || data.get().map(|data| view! { <Figures data/> })}
                <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4 items-start">
                    <div class="grid gap-4 min-w-0">
                        {move || data.get().map(|data| view! { <DailyUsers data asked is_loading=usage.is_loading/> })}
                        <div class="grid lg:grid-cols-2 gap-4 items-stretch">
                            {move || data.get().map(|data| view! { <Logins map=data.logins/> })}
                            {move || data.get().map(|data| view! { <Calendar map=data.calendar/> })}
                        </div>
                    </div>
                    {move || data.get().map(|data| view! { <Compare data/> })}
                </div>
                <div class="mt-4">{move || data.get().map(|data| view! { <Engagement data/> })}</div>
                <div class="mt-4"><Users data asked/></div>
                <div class="mt-4">{move || data.get().map(|data| view! { <Activity data/> })}</div>
            }.into_any()
        }}
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading usage"</p>
        <div aria-hidden="true">
            <div class="card-x grid grid-cols-2 lg:grid-cols-4">
                {(0..4).map(|_| view! {
                    <div class="p-4"><Skeleton class="h-3 w-20"/><Skeleton class="h-6 w-14 mt-2"/><Skeleton class="h-3 w-28 max-w-full mt-2"/></div>
                }).collect_view()}
            </div>
            <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4">
                <div class="card-x p-4"><Skeleton class="h-4 w-72 max-w-full"/><Skeleton class="h-60 w-full mt-4"/></div>
                <div class="card-x p-4"><Skeleton class="h-4 w-28"/><Skeleton class="h-44 w-full mt-4"/></div>
            </div>
        </div>
    }
}
