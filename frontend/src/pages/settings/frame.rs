use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_location, use_navigate},
};

use super::sections::{Section, open_to, position};
use crate::{
    components::{Tab, TabBar},
    effect::effect,
    session::Session,
    view,
};

/// The bar of settings above each of them.
#[component]
pub fn Settings() -> impl IntoView {
    let session = Session::from_context();
    let pathname = use_location().pathname;
    let sections = Memo::new(move |_| open_to(|permission| session.may(permission)));
    let current = Memo::new(move |_| sections.with(|sections| position(sections, &pathname.get())));
    let tab = |section: &Section| Tab { label: section.label, href: section.href.to_owned() };
    view! {
        <div class="-mt-4 mb-5">
            {move || {
                let tabs = sections.with(|sections| sections.iter().map(tab).collect());
                view! { <TabBar id="settings" label="Settings" tabs current/> }
            }}
        </div>
        <Outlet/>
    }
}

/// The first page of the settings that one may open.
#[component]
pub fn Start() -> impl IntoView {
    let session = Session::from_context();
    let navigate = use_navigate();
    effect(move || {
        if let Some(first) = open_to(|permission| session.may(permission)).first() {
            navigate(first.href, NavigateOptions { replace: true, ..Default::default() });
        }
    });
}
