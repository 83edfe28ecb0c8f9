use domain::ClientId;
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

use crate::{browser, effect::effect, routes, view};

/// One tab of a client's page.
struct Tab {
    label: &'static str,
    /// What follows the client in the address; nothing for the first tab.
    segment: &'static str,
}

const fn tab(label: &'static str, segment: &'static str) -> Tab {
    Tab { label, segment }
}

/// The tabs in their order; each has a route of the same segment under `/clients/:id` in `app.rs`.
const TABS: &[Tab] = &[
    tab("Overview", ""),
    tab("Usage", "usage"),
    tab("Adoption", "adoption"),
    tab("Timeline", "timeline"),
    tab("Contacts", "contacts"),
    tab("Notes", "notes"),
];

/// The bar of tabs. A single tab needs none.
#[component]
pub(super) fn Tabs(id: ClientId) -> impl IntoView {
    (TABS.len() > 1).then(|| view! { <Bar id/> })
}

#[component]
fn Bar(id: ClientId) -> impl IntoView {
    let pathname = use_location().pathname;
    let current = Memo::new(move |_| position(&pathname.get()));
    let node = NodeRef::<html::Nav>::new();
    // On a phone the bar scrolls; the tab that is open must be in sight.
    effect(move || {
        let (Some(bar), Some(index)) = (node.get(), current.get()) else { return };
        browser::scroll_into_middle(&bar, &element_id(index));
    });
    view! {
        <nav node_ref=node aria-label="Client" class="tabs-x relative mt-4 flex gap-1 border-b border-base-300 no-print">
            {TABS.iter().enumerate().map(|(index, tab)| view! {
                <a id=element_id(index) class="tab-x" href=routes::client_tab(id, tab.segment)
                    aria-current=move || (current.get() == Some(index)).then_some("page")
                    on:keydown=move |event| move_focus(&event, index)>{tab.label}</a>
            }).collect_view()}
        </nav>
    }
}

/// Arrows go along the bar, as they do in every bar of tabs; Enter opens.
fn move_focus(event: &leptos::ev::KeyboardEvent, index: usize) {
    let to = match event.key().as_str() {
        "ArrowRight" => (index + 1) % TABS.len(),
        "ArrowLeft" => (index + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return,
    };
    event.prevent_default();
    browser::focus(&format!("#{}", element_id(to)));
}

fn element_id(index: usize) -> String {
    format!("client-tab-{index}")
}

/// The tab an address belongs to: `/clients/<id>/<segment>` and all that lies under it.
fn position(path: &str) -> Option<usize> {
    let segment = path.trim_matches('/').split('/').nth(2).unwrap_or_default();
    TABS.iter().position(|tab| tab.segment == segment)
}

/// What an address adds to the name of the client, once it is not the first tab.
pub(super) fn title(path: &str) -> Option<&'static str> {
    position(path).filter(|index| *index > 0).map(|index| TABS[index].label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_has_a_route() {
        let app = include_str!("../../app.rs");
        let (_, routes) = app.split_once("path!(\"/clients/:id\")").expect("the frame of a client");
        let (routes, _) = routes.split_once("</ParentRoute>").expect("its end");
        for tab in TABS {
            let path = if tab.segment.is_empty() { String::new() } else { format!("/{}", tab.segment) };
            assert!(routes.contains(&format!("path!(\"{path}\")")), "{} has no route", tab.label);
        }
    }

    #[test]
    fn the_address_says_which_tab_is_open() {
        assert_eq!(position("/clients/5f0c"), Some(0));
        assert_eq!(position("/clients/5f0c/"), Some(0));
        assert_eq!(position("/clients/5f0c/nothing"), None);
    }
}
