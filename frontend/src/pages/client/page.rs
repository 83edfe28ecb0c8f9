use api_types::{clients::ClientOverview, problem::ProblemCode};
use domain::ClientId;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};

use super::{
    alerts::OpenAlerts,
    components_card::ComponentsCard,
    days::{self, Days},
    facts::Facts,
    header::Header,
    health_chart::HealthChart,
    history::History,
    moved::Moved,
    peers::Peers,
    risk::Risk,
};
use crate::{
    api::{ApiError, Client as Api},
    components::{EmptyState, ErrorPanel, Skeleton, set_crumbs},
    load::Loaded,
    pages::NotFound,
    routes,
};

/// The page. One call brings everything but other days.
#[component]
pub fn Client() -> impl IntoView {
    let parameters = use_params_map();
    let id = Memo::new(move |_| parameters.with(|parameters| parameters.get("id")?.parse::<ClientId>().ok()));
    view! {
        {move || match id.get() {
            Some(id) => view! { <Overview id/> }.into_any(),
            None => view! { <NotFound/> }.into_any(),
        }}
    }
}

#[component]
fn Overview(id: ClientId) -> impl IntoView {
    set_crumbs(&[("Portfolio", Some(routes::PORTFOLIO)), ("Client", None)]);
    let api = Api::from_context();
    let overview = Loaded::<ClientOverview>::new(move || id, move |id, signal| api.client_overview(id, signal));
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| days::read(query.get_str("from"), query.get_str("to"))));
    let shown = Memo::new(move |_| {
        let usual =
            || overview.data.with(|data| data.as_ref()?.drivers.as_ref().map(|drivers| (drivers.from, drivers.to)));
        asked.get().or_else(usual)
    });
    let navigate = use_navigate();
    let choose = Callback::new(move |(from, to)| {
        navigate(&routes::client_between(id, from, to), NavigateOptions { scroll: false, ..Default::default() });
    });
    let days = Days { asked, shown, choose };
    let name =
        Memo::new(move |_| overview.data.with(|data| data.as_ref().map(|data| data.client.summary.name.clone())));
    Effect::new(move |_| {
        if let Some(name) = name.get() {
            set_crumbs(&[("Portfolio", Some(routes::PORTFOLIO)), (&name, None)]);
        }
    });
    // Loading again changes what is shown in place; only the first answer builds the page.
    let is_there = Memo::new(move |_| overview.data.with(Option::is_some));
    view! {
        {move || match (is_there.get(), overview.error.get()) {
            (true, error) => view! {
                {error.map(|error| view! { <Stale error overview/> })}
                <Page id overview days/>
            }.into_any(),
            (false, Some(error)) if error.code() == Some(ProblemCode::NotFound) => view! { <NoClient/> }.into_any(),
            (false, Some(error)) => view! {
                <h1 class="sr-only">"Client"</h1>
                <div class="card-x"><ErrorPanel error on_retry=Callback::new(move |()| overview.reload())/></div>
            }.into_any(),
            (false, None) => view! { <Waiting/> }.into_any(),
        }}
    }
}

/// It does not exist, or is not ours to see; the two look the same.
#[component]
fn NoClient() -> impl IntoView {
    set_crumbs(&[("Portfolio", Some(routes::PORTFOLIO)), ("Not found", None)]);
    view! {
        <h1 class="sr-only">"Not found"</h1>
        <div class="card-x">
            <EmptyState icon="search-x" title="There is no such client" text="It was removed, or it is in someone else's book.">
                <a class="button button-primary" href=routes::PORTFOLIO>"Open the portfolio"</a>
            </EmptyState>
        </div>
    }
}

/// What was read before stays when reading it again fails.
#[component]
fn Stale(error: ApiError, overview: Loaded<ClientOverview>) -> impl IntoView {
    view! { <div class="card-x mb-4"><ErrorPanel error on_retry=Callback::new(move |()| overview.reload())/></div> }
}

#[component]
fn Page(id: ClientId, overview: Loaded<ClientOverview>, days: Days) -> impl IntoView {
    let data = Memo::new(move |before: Option<&Option<ClientOverview>>| {
        overview.data.get().or_else(|| before.cloned().flatten())
    });
    let name = Memo::new(move |_| data.with(|data| data.as_ref().map(|data| data.client.summary.name.clone())));
    // The page is only there with data.
    let shown = move |view: fn(ClientOverview) -> AnyView| move || data.get().map(view);
    view! {
        <Header id overview/>
        {shown(|data| view! { <Facts data/> }.into_any())}
        <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4 items-start">
            <div class="grid gap-4 min-w-0">
                {move || data.get().map(|data| view! { <HealthChart data days/> })}
                <div class="grid lg:grid-cols-2 gap-4">
                    {shown(|data| view! { <ComponentsCard health=data.health/> }.into_any())}
                    <Moved id overview days/>
                </div>
            </div>
            <div class="grid md:max-[1199px]:grid-cols-2 gap-4 min-w-0 items-start">
                {move || name.get().map(|name| view! { <OpenAlerts id name/> })}
                {shown(|data| view! { <Risk data/> }.into_any())}
                {shown(|data| view! { <Peers data/> }.into_any())}
            </div>
        </div>
        <div class="mt-4">{shown(|data| view! { <History history=data.history/> }.into_any())}</div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <h1 class="sr-only">"Client"</h1>
        <p class="sr-only" role="status">"Loading the client"</p>
        <div aria-hidden="true">
            <div class="flex items-center gap-4">
                <Skeleton class="size-12 rounded-lg"/>
                <div class="grow"><Skeleton class="h-5 w-56 max-w-full"/><Skeleton class="h-3 w-80 max-w-full mt-2"/></div>
            </div>
            <div class="card-x mt-4 grid grid-cols-2 lg:grid-cols-4">
                {(0..4).map(|_| view! {
                    <div class="p-4"><Skeleton class="h-3 w-16"/><Skeleton class="h-6 w-20 mt-2"/><Skeleton class="h-3 w-28 max-w-full mt-2"/></div>
                }).collect_view()}
            </div>
            <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4">
                <div class="grid gap-4">
                    <div class="card-x p-4"><Skeleton class="h-4 w-72 max-w-full"/><Skeleton class="h-60 w-full mt-4"/></div>
                    <div class="grid lg:grid-cols-2 gap-4">
                        {(0..2).map(|_| view! { <div class="card-x p-4"><Skeleton class="h-4 w-32"/><Skeleton class="h-44 w-full mt-4"/></div> }).collect_view()}
                    </div>
                </div>
                <div class="card-x p-4"><Skeleton class="h-4 w-28"/><Skeleton class="h-44 w-full mt-4"/></div>
            </div>
        </div>
    }
}
