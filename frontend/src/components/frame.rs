use domain::staff::Permission;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_location, use_navigate},
};

use super::{
    log_activity::{LogActivity, LogDialog},
    sidebar::{Drawer, Sidebar},
    topbar::Topbar,
};
use crate::{
    api::ApiError,
    browser,
    components::{ErrorPanel, Show},
    effect::effect,
    live::Live,
    routes,
    session::{Session, State},
    view,
};

/// One step of the way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    pub label: String,
    pub href: Option<String>,
}

/// The way to the present page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crumbs(pub RwSignal<Vec<Crumb>>);

/// Names the page in the top bar and in the tab; the last step is the page itself.
pub fn set_crumbs(steps: &[(&str, Option<&str>)]) {
    let steps = steps.iter().map(|(label, href)| Crumb { label: (*label).to_owned(), href: href.map(str::to_owned) });
    let steps: Vec<Crumb> = steps.collect();
    if let Some(page) = steps.last() {
        browser::set_title(&page.label);
    }
    if let Some(Crumbs(crumbs)) = use_context::<Crumbs>() {
        crumbs.set(steps);
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Page,
    Waiting,
    Error(ApiError),
}

/// What every page behind the sign-in shares: sidebar, top bar, and the page itself.
#[component]
pub fn Frame() -> impl IntoView {
    let session = Session::from_context();
    provide_context(Crumbs(RwSignal::new(Vec::new())));
    LogActivity::provide();
    Live::provide(session);
    let is_drawer_open = RwSignal::new(false);
    let location = use_location();
    let navigate = use_navigate();
    effect(move || {
        let address = match session.state() {
            State::Out => {
                let here = format!("{}{}", location.pathname.get_untracked(), search(&location.search.get_untracked()));
                routes::login(&here)
            }
            State::SignedOut => routes::LOGIN.to_owned(),
            State::Restoring | State::Unknown(_) | State::In(_) => return,
        };
        navigate(&address, NavigateOptions { replace: true, ..Default::default() });
    });
    let pathname = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = routes::page(&pathname.get()).to_owned();
        is_drawer_open.set(false);
        // A new page begins at its top, for the eye and for the keyboard; the first one where the browser puts it.
        if before.is_some_and(|before| before != now) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            browser::focus("#content");
        }
        now
    });
    // The page is not built anew when only who is signed in changes.
    let shown = Memo::new(move |_| match session.state() {
        State::In(_) => Shown::Page,
        State::Unknown(error) => Shown::Error(error),
        State::Restoring | State::Out | State::SignedOut => Shown::Waiting,
    });
    view! {
        <a href="#content" class="skip-link">"Skip to content"</a>
        <div class="flex min-h-dvh">
            <aside class="hidden md:flex flex-col w-52 shrink-0 border-r border-base-300 bg-base-200 sticky top-0 h-dvh">
                <Sidebar/>
            </aside>
            <Drawer is_open=is_drawer_open/>
            <div class="grow min-w-0 flex flex-col">
                <Topbar on_menu=Callback::new(move |()| is_drawer_open.set(true))/>
                <main id="content" tabindex="-1" class="px-4 lg:px-6 py-5 w-full max-w-[1760px] grow outline-none">
                    {move || match shown.get() {
                        Shown::Page => view! { <Outlet/> },
                        Shown::Error(error) => view! {
                            <div class="card-x"><ErrorPanel error on_retry=Callback::new(move |()| session.restore())/></div>
                        },
                        Shown::Waiting => view! { <Waiting/> },
                    }}
                </main>
            </div>
        </div>
        <Show when=move || session.may(Permission::LogWork)><LogDialog/></Show>
    }
}

fn search(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div aria-busy="true" class="grid gap-4">
            <p class="sr-only">"Signing in"</p>
            <div class="grid grid-cols-2 xl:grid-cols-4 gap-3">
                {(0..4).map(|_| view! { <span class="skel h-28 rounded-[10px]"></span> }).collect_view()}
            </div>
            <span class="skel h-96 rounded-[10px]"></span>
        </div>
    }
}
