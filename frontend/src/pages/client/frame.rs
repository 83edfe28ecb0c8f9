use api_types::{clients::ClientOverview, problem::ProblemCode};
use domain::ClientId;
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};

use super::{
    context::ClientContext,
    facts::Facts,
    header::Header,
    health_override::OverrideNote,
    tabs::{self, Tabs},
};
use crate::{
    api::{ApiError, Client as Api},
    browser,
    components::{EmptyState, ErrorPanel, set_crumbs},
    effect::effect,
    load::Loaded,
    pages::NotFound,
    routes, view,
};

/// What all tabs of a client share: who it is, how it stands, and the way to the other tabs. One call brings it.
#[component]
pub fn Client() -> impl IntoView {
    let parameters = use_params_map();
    let id = Memo::new(move |_| parameters.with(|parameters| parameters.get("id")?.parse::<ClientId>().ok()));
    view! {
        {move || match id.get() {
            Some(id) => view! { <Frame id/> },
            None => view! { <NotFound/> },
        }}
    }
}

#[component]
fn Frame(id: ClientId) -> impl IntoView {
    set_crumbs(&[("Portfolio", Some(routes::PORTFOLIO)), ("Client", None)]);
    let api = Api::from_context();
    let overview = Loaded::<ClientOverview>::new(move || id, move |id| api.client_overview(id));
    ClientContext::provide(id, overview);
    let name =
        Memo::new(move |_| overview.data.with(|data| data.as_ref().map(|data| data.client.summary.name.clone())));
    let pathname = use_location().pathname;
    effect(move || {
        let Some(name) = name.get() else { return };
        set_crumbs(&[("Portfolio", Some(routes::PORTFOLIO)), (&name, None)]);
        if let Some(tab) = tabs::title(&pathname.get()) {
            browser::set_title(&format!("{tab} · {name}"));
        }
    });
    // Loading again changes what is shown in place; only the first answer builds the page.
    let is_there = Memo::new(move |_| overview.data.with(Option::is_some));
    view! {
        {move || match (is_there.get(), overview.error.get()) {
            (true, _) => view! { <Page overview/> },
            (false, Some(error)) if error.code() == Some(ProblemCode::NotFound) => view! { <NoClient/> },
            (false, Some(error)) => view! {
                <h1 class="sr-only">"Client"</h1>
                <div class="card-x"><ErrorPanel error on_retry=overview.retry()/></div>
            },
            (false, None) => view! { <Waiting/> },
        }}
    }
}

#[component]
fn Page(overview: Loaded<ClientOverview>) -> impl IntoView {
    let client = ClientContext::from_context();
    let is_overriding = RwSignal::new(false);
    view! {
        {move || overview.error.get().map(|error| view! { <Stale error overview/> })}
        <Header is_overriding/>
        {client.drawn(|data| view! { <Facts data=data.clone()/> })}
        <OverrideNote is_saying=is_overriding/>
        <Tabs id=client.id/>
        <div class="mt-4"><Outlet/></div>
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
    view! { <div class="card-x mb-4"><ErrorPanel error on_retry=overview.retry()/></div> }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <h1 class="sr-only">"Client"</h1>
        <p class="sr-only" role="status">"Loading the client"</p>
        <div aria-hidden="true">
            <div class="flex items-center gap-4">
                <span class="skel size-12 rounded-lg"></span>
                <div class="grow"><span class="skel h-5 w-56 max-w-full"></span><span class="skel h-3 w-80 max-w-full mt-2"></span></div>
            </div>
            <div class="card-x mt-4 grid grid-cols-2 lg:grid-cols-4">
                {(0..4).map(|_| view! {
                    <div class="p-4"><span class="skel h-3 w-16"></span><span class="skel h-6 w-20 mt-2"></span><span class="skel h-3 w-28 max-w-full mt-2"></span></div>
                }).collect_view()}
            </div>
            <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4">
                <div class="grid gap-4">
                    <div class="card-x p-4"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-60 w-full mt-4"></span></div>
                    <div class="grid lg:grid-cols-2 gap-4">
                        {(0..2).map(|_| view! { <div class="card-x p-4"><span class="skel h-4 w-32"></span><span class="skel h-44 w-full mt-4"></span></div> }).collect_view()}
                    </div>
                </div>
                <div class="card-x p-4"><span class="skel h-4 w-28"></span><span class="skel h-44 w-full mt-4"></span></div>
            </div>
        </div>
    }
}
