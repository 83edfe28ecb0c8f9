use api_types::{api_keys::ApiKey, page::Page};
use domain::{api_key::ApiKeyStatus, staff::Permission};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    create::{KeyDialog, KeyForm},
    query::{LIMIT, Shown},
    revoke::Revoke,
    row::row,
};
use crate::{
    api::Client,
    components::{EmptyState, ErrorPanel, FilterChoice, FilterMenu, Icon, NameFilter, Pagination, Show, set_crumbs},
    load::Loaded,
    pages::{NotFound, shown_once::ShownOnce},
    routes,
    session::Session,
    view,
    words::Words,
};

/// Keys of programs, for administrators.
#[component]
pub fn ApiKeys() -> impl IntoView {
    let session = Session::from_context();
    let may_see = Memo::new(move |_| session.may(Permission::ManageApiKeys));
    view! {
        {move || if may_see.get() { view! { <KeyPage/> } } else { view! { <NotFound/> } }}
    }
}

#[component]
fn KeyPage() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("API keys", None)]);
    let api = Client::from_context();
    let session = Session::from_context();
    let query = use_query_map();
    let shown = Memo::new(move |_| query.with(Shown::read));
    let keys = Loaded::<Page<ApiKey>>::new(move || shown.get(), move |shown| api.api_keys(&shown.to_api()));
    let navigate = use_navigate();
    let show = Callback::new(move |shown: Shown| {
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&routes::filtered(routes::API_KEYS, &shown.search()), options);
    });
    let form = KeyForm::new();
    let secret = RwSignal::new(None);
    let doomed = RwSignal::new(None);
    let total = Signal::derive(move || keys.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    let on_page = Callback::new(move |page| show.run(Shown { page, ..shown.get_untracked() }));
    let create = move || {
        view! {
            <button type="button" class="button button-primary" on:click=move |_| form.open(session.me().map(|me| me.id))>
                <Icon name="key-round"/>"Create a key"
            </button>
        }
    };
    view! {
        <div class="flex flex-wrap items-start gap-3">
            <div class="min-w-0 grow basis-72">
                <h1 class="text-[20px] font-semibold tracking-tight leading-6">"API keys"</h1>
                <p class="muted mt-1 max-w-xl">"With a key, a program calls the API in the name of a user: it sees their clients, and does what its scopes let through."</p>
            </div>
            {create()}
        </div>
        <section class="card-x mt-4" aria-label="API keys">
            <div class="flex flex-wrap items-center gap-2 p-3 border-b border-base-300 no-print"><Filters shown show/></div>
            <div class="hairline" aria-busy=move || keys.is_loading.get().to_string()>
                {move || match (keys.data.get(), keys.error.get()) {
                    (_, Some(error)) => view! { <ErrorPanel error on_retry=keys.retry()/> },
                    (None, None) => view! { <Waiting/> },
                    (Some(page), None) if page.data.is_empty() && shown.get_untracked().is_filtered() => view! {
                        <EmptyState icon="search-x" title="No key fits" text="No key has these words and this status.">
                            <button type="button" class="button" on:click=move |_| show.run(Shown::default())>"Show all keys"</button>
                        </EmptyState>
                    },
                    (Some(page), None) if page.data.is_empty() => view! {
                        <EmptyState icon="key-round" title="No keys yet" text="Create one for each program, with the least it needs: then one can be revoked without stopping the others.">{create()}</EmptyState>
                    },
                    (Some(page), None) => view! {
                        <table class="table-x">
                            <caption class="sr-only">"API keys"</caption>
                            <thead><tr>
                                <th scope="col" class="pl-4!">"Key"</th>
                                <th scope="col" class="max-md:hidden">"Acts for"</th>
                                <th scope="col" class="max-sm:hidden">"Scopes"</th>
                                <th scope="col" class="max-md:hidden">"Last used"</th>
                                <th scope="col" class="max-lg:hidden">"Ends"</th>
                                <th scope="col">"Status"</th>
                                <th scope="col"><span class="sr-only">"Actions"</span></th>
                            </tr></thead>
                            <tbody>{page.data.into_iter().map(|key| row(key, doomed)).collect_view()}</tbody>
                        </table>
                    },
                }}
                <Show when=move || { total.get() > LIMIT }>
                    <Pagination page=Signal::derive(move || shown.with(|shown| shown.page)) limit=Signal::stored(LIMIT) total on_page/>
                </Show>
            </div>
        </section>
        <KeyDialog form secret on_saved=keys.retry()/>
        <Revoke doomed on_done=keys.retry()/>
        <ShownOnce secret/>
    }
}

#[component]
fn Filters(shown: Memo<Shown>, show: Callback<Shown>) -> impl IntoView {
    let choice = |status: &ApiKeyStatus| FilterChoice {
        value: status.as_str().to_owned(),
        label: status.words().to_owned(),
        clients: None,
    };
    let choices = Signal::stored(ApiKeyStatus::ALL.iter().map(choice).collect::<Vec<_>>());
    let selected = Signal::derive(move || {
        shown.with(|shown| shown.status.iter().map(|status| status.as_str().to_owned()).collect::<Vec<_>>())
    });
    let choose = Callback::new(move |status: Vec<String>| {
        let status = status.iter().filter_map(|status| status.parse().ok()).collect();
        show.run(Shown { status, page: 1, ..shown.get_untracked() });
    });
    let text = Signal::derive(move || shown.with(|shown| shown.text.clone()));
    let search = Callback::new(move |text| show.run(Shown { text, page: 1, ..shown.get_untracked() }));
    view! {
        <NameFilter value=text on_change=search label="Filter by name, key or user"/>
        <FilterMenu label="Status" choices selected on_change=choose/>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the keys"</p>
        <div class="p-4 grid gap-5" aria-hidden="true">
            {(0..4).map(|_| view! { <div><span class="skel h-4 w-48 max-w-full"></span><span class="skel h-3 w-32 max-w-full mt-2"></span></div> }).collect_view()}
        </div>
    }
}
