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
    components::{EmptyState, ErrorPanel},
    load::Loaded,
    pages::client::context::ClientContext,
    routes, view,
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
    let usage = Loaded::new(move || now.with(|now| now.days), move |days| api.client_usage(client.id, days));
    let is_there = Memo::new(move |_| usage.data.with(Option::is_some));
    view! {
        {move || match (is_there.get(), usage.error.get()) {
            (true, error) => view! {
                {error.map(|error| view! {
                    <div class="card-x mb-4"><ErrorPanel error on_retry=usage.retry()/></div>
                })}
                <Body usage asked/>
            },
            (false, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=usage.retry()/></div>
            },
            (false, None) => view! { <Waiting/> },
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
            }
        } else {
            view! {
                {drawn(data, |data| view! { <Figures data=data.clone()/> })}
                <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4 items-start">
                    <div class="grid gap-4 min-w-0">
                        {move || data.get().map(|data| view! { <DailyUsers data asked is_loading=usage.is_loading/> })}
                        <div class="grid lg:grid-cols-2 gap-4 items-stretch">
                            {drawn(data, |data| view! { <Logins map=data.logins.clone()/> })}
                            {drawn(data, |data| view! { <Calendar map=data.calendar.clone()/> })}
                        </div>
                    </div>
                    {drawn(data, |data| view! { <Compare data=data.clone()/> })}
                </div>
                <div class="mt-4">{drawn(data, |data| view! { <Engagement data=data.clone()/> })}</div>
                <div class="mt-4"><Users data asked/></div>
                <div class="mt-4">{drawn(data, |data| view! { <Activity data=data.clone()/> })}</div>
            }
        }}
    }
}

/// A part of the page, drawn again when the data are.
fn drawn(data: Memo<Option<Usage>>, draw: fn(&Usage) -> AnyView) -> AnyView {
    view! { {move || data.with(|data| data.as_ref().map(draw))} }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading usage"</p>
        <div aria-hidden="true">
            <div class="card-x grid grid-cols-2 lg:grid-cols-4">
                {(0..4).map(|_| view! {
                    <div class="p-4"><span class="skel h-3 w-20"></span><span class="skel h-6 w-14 mt-2"></span><span class="skel h-3 w-28 max-w-full mt-2"></span></div>
                }).collect_view()}
            </div>
            <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4">
                <div class="card-x p-4"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-60 w-full mt-4"></span></div>
                <div class="card-x p-4"><span class="skel h-4 w-28"></span><span class="skel h-44 w-full mt-4"></span></div>
            </div>
        </div>
    }
}
