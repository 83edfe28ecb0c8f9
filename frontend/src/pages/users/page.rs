use api_types::{page::Page, users::User};
use domain::staff::{Permission, Role};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    dialog::{UserDialog, UserForm},
    password::NewPassword,
    query::{LIMIT, Shown},
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

/// Who works here, for administrators.
#[component]
pub fn Users() -> impl IntoView {
    let session = Session::from_context();
    let may_see = Memo::new(move |_| session.may(Permission::ManageStaff));
    view! {
        {move || if may_see.get() { view! { <UserPage/> } } else { view! { <NotFound/> } }}
    }
}

#[component]
fn UserPage() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Users", None)]);
    let api = Client::from_context();
    let query = use_query_map();
    let shown = Memo::new(move |_| query.with(Shown::read));
    let users = Loaded::<Page<User>>::new(move || shown.get(), move |shown| api.users(&shown.to_api()));
    let navigate = use_navigate();
    let show = Callback::new(move |shown: Shown| {
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&routes::filtered(routes::USERS, &shown.search()), options);
    });
    let form = UserForm::new();
    let secret = RwSignal::new(None);
    let password = RwSignal::new(None);
    let total = Signal::derive(move || users.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    let on_page = Callback::new(move |page| show.run(Shown { page, ..shown.get_untracked() }));
    view! {
        <div class="flex flex-wrap items-start gap-3">
            <div class="min-w-0 grow basis-72">
                <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Users"</h1>
                <p class="muted mt-1 max-w-xl">"Who may sign in, with which role. A role decides what one may do, and whose clients one sees."</p>
            </div>
            <button type="button" class="button button-primary" on:click=move |_| form.open(None)><Icon name="user-plus"/>"Add a user"</button>
        </div>
        <section class="card-x mt-4" aria-label="Users">
            <div class="flex flex-wrap items-center gap-2 p-3 border-b border-base-300 no-print"><Filters shown show/></div>
            <div class="hairline" aria-busy=move || users.is_loading.get().to_string()>
                {move || match (users.data.get(), users.error.get()) {
                    (_, Some(error)) => view! { <ErrorPanel error on_retry=users.retry()/> },
                    (None, None) => view! { <Waiting/> },
                    (Some(page), None) if page.data.is_empty() => view! {
                        <EmptyState icon="search-x" title="Nobody fits" text="Nobody here has this name and role.">
                            <button type="button" class="button" on:click=move |_| show.run(Shown::default())>"Show everyone"</button>
                        </EmptyState>
                    },
                    (Some(page), None) => view! {
                        <table class="table-x">
                            <caption class="sr-only">"Users"</caption>
                            <thead><tr>
                                <th scope="col" class="pl-4!">"Name"</th>
                                <th scope="col" class="max-lg:hidden">"Role"</th>
                                <th scope="col" class="max-md:hidden">"Clients"</th>
                                <th scope="col" class="max-sm:hidden">"Last sign-in"</th>
                                <th scope="col">"Status"</th>
                                <th scope="col"><span class="sr-only">"Actions"</span></th>
                            </tr></thead>
                            <tbody>{page.data.into_iter().map(|user| row(user, form, password)).collect_view()}</tbody>
                        </table>
                    },
                }}
                <Show when=move || { total.get() > LIMIT }>
                    <Pagination page=Signal::derive(move || shown.with(|shown| shown.page)) limit=Signal::stored(LIMIT) total on_page/>
                </Show>
            </div>
        </section>
        <UserDialog form secret on_saved=users.retry()/>
        <NewPassword user=password secret/>
        <ShownOnce secret/>
    }
}

#[component]
fn Filters(shown: Memo<Shown>, show: Callback<Shown>) -> impl IntoView {
    let choice =
        |value: &str, label: &str| FilterChoice { value: value.to_owned(), label: label.to_owned(), clients: None };
    let roles = Signal::stored(Role::ALL.iter().map(|role| choice(role.as_str(), role.words())).collect::<Vec<_>>());
    let chosen = Signal::derive(move || {
        shown.with(|shown| shown.roles.iter().map(|role| role.as_str().to_owned()).collect::<Vec<_>>())
    });
    let choose = Callback::new(move |roles: Vec<String>| {
        let roles = roles.iter().filter_map(|role| role.parse().ok()).collect();
        show.run(Shown { roles, page: 1, ..shown.get_untracked() });
    });
    let access = Signal::stored(vec![choice("true", "May sign in"), choice("false", "Disabled")]);
    let with_access =
        Signal::derive(move || shown.with(|shown| shown.is_active.iter().map(ToString::to_string).collect::<Vec<_>>()));
    let choose_access = Callback::new(move |values: Vec<String>| {
        let is_active = values.first().and_then(|value| value.parse().ok());
        show.run(Shown { is_active, page: 1, ..shown.get_untracked() });
    });
    let text = Signal::derive(move || shown.with(|shown| shown.text.clone()));
    let search = Callback::new(move |text| show.run(Shown { text, page: 1, ..shown.get_untracked() }));
    view! {
        <NameFilter value=text on_change=search label="Filter by name or e-mail"/>
        <FilterMenu label="Role" choices=roles selected=chosen on_change=choose/>
        <FilterMenu label="Status" choices=access selected=with_access is_single=true on_change=choose_access/>
        <Show when=move || shown.with(Shown::is_filtered)>
            <button type="button" class="button button-small" on:click=move |_| show.run(Shown::default())><Icon name="x"/>"Clear"</button>
        </Show>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the users"</p>
        <div class="p-4 grid gap-5" aria-hidden="true">
            {(0..6).map(|_| view! { <div><span class="skel h-4 w-56 max-w-full"></span><span class="skel h-3 w-40 max-w-full mt-2"></span></div> }).collect_view()}
        </div>
    }
}
