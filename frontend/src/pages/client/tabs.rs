use domain::ClientId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    components::{self, TabBar},
    routes, view,
};

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
    tab("Benchmark", "benchmark"),
    tab("Churn", "churn"),
    tab("Timeline", "timeline"),
    tab("Contacts", "contacts"),
    tab("Notes", "notes"),
];

/// The bar of tabs.
#[component]
pub(super) fn Tabs(id: ClientId) -> impl IntoView {
    let pathname = use_location().pathname;
    let tabs = TABS.iter().map(|tab| components::Tab { label: tab.label, href: routes::client_tab(id, tab.segment) });
    view! {
        <TabBar id="client" label="Client" tabs=tabs.collect() current=Memo::new(move |_| position(&pathname.get()))/>
    }
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
