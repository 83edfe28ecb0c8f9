use domain::staff::Permission;
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

use crate::{
    components::{Icon, Show},
    effect::effect,
    format,
    live::Live,
    routes,
    session::Session,
    view,
};

/// The product's mark and name.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a href=routes::PORTFOLIO class="flex items-center gap-2 px-3 h-14 font-semibold tracking-tight">
            <span class="grid place-items-center size-6 rounded-md bg-primary text-primary-content text-xs" aria-hidden="true">"S"</span>
            "Steward"
        </a>
    }
}

/// The way to every page the role may open.
#[component]
pub fn Sidebar() -> impl IntoView {
    let live = Live::from_context();
    let session = Session::from_context();
    let new_alerts = Signal::derive(move || live.counts.with(|counts| counts.as_ref().map_or(0, |counts| counts.new)));
    view! {
        <Brand/>
        <nav class="px-2 py-1 flex flex-col gap-0.5 grow" aria-label="Main">
            <Entry href=routes::PORTFOLIO label="Portfolio" icon="layout-list" under="/clients"/>
            <Entry href=routes::MY_DAY label="My day" icon="sunrise"/>
            <Entry href=routes::FOLLOW_UPS label="Follow-ups" icon="list-checks"/>
            <Entry href=routes::ALERTS label="Alerts" icon="bell" count=new_alerts/>
            <Entry href=routes::RENEWALS label="Renewals" icon="calendar-clock"/>
            <Entry href=routes::ANALYTICS label="Analytics" icon="chart-column"/>
            <Show when=move || session.may(Permission::ReadTeamPerformance)>
                <Entry href=routes::TEAM label="Team" icon="users"/>
            </Show>
            <div class="mt-auto pb-3">
                <Entry href=routes::SETTINGS label="Settings" icon="settings"/>
            </div>
        </nav>
    }
}

#[component]
fn Entry(
    href: &'static str,
    label: &'static str,
    icon: &'static str,
    /// Other pages that belong to this entry.
    #[prop(optional)]
    under: Option<&'static str>,
    /// How much on the page is new.
    #[prop(optional, into)]
    count: Option<Signal<i64>>,
) -> impl IntoView {
    let pathname = use_location().pathname;
    let is_here = move || {
        let path = pathname.get();
        path == href
            || (href != "/" && path.starts_with(&format!("{href}/")))
            || under.is_some_and(|under| path.starts_with(under))
    };
    view! {
        <a href=href class="nav-entry" aria-current=move || is_here().then_some("page")>
            <Icon name=icon/><span class="grow">{label}</span>
            {move || count.map(|count| count.get()).filter(|count| *count > 0).map(|count| view! {
                <span class="count-mark num">{format::count(count)}<span class="sr-only">" new"</span></span>
            })}
        </a>
    }
}

/// The sidebar on a phone.
#[component]
pub fn Drawer(is_open: RwSignal<bool>) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(dialog) = node.get() else { return };
        match (is_open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog node_ref=node class="drawer-x" aria-label="Menu" on:close=move |_| is_open.set(false)
            on:click=move |event: leptos::ev::MouseEvent| {
                // A click on the dialog itself, not on what is in it, is one beside the drawer.
                let dialog = node.get_untracked().map(web_sys::EventTarget::from);
                if dialog.is_some() && event.target() == dialog { is_open.set(false) }
            }>
            <div class="flex flex-col h-full">
                <button type="button" class="button-icon absolute right-2 top-3" aria-label="Close menu"
                    on:click=move |_| is_open.set(false)><Icon name="x"/></button>
                <Sidebar/>
            </div>
        </dialog>
    }
}
