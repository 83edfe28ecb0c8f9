use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_location, use_navigate},
};

use crate::{
    components::{Tab, TabBar},
    effect::effect,
    routes, view,
};

/// The pages in their order; each has a route of the same address in `app.rs`.
const PAGES: [(&str, &str); 3] =
    [("Churn risk", routes::CHURN_RISK), ("Benchmarks", routes::BENCHMARKS), ("Features", routes::FEATURES)];

/// The bar of analytics above each of them.
#[component]
pub fn Analytics() -> impl IntoView {
    let pathname = use_location().pathname;
    let current = Memo::new(move |_| {
        let path = pathname.get();
        PAGES.iter().position(|(_, href)| path == *href)
    });
    let tabs = PAGES.iter().map(|(label, href)| Tab { label, href: (*href).to_owned() }).collect::<Vec<_>>();
    view! {
        <div class="-mt-4 mb-5"><TabBar id="analytics" label="Analytics" tabs current/></div>
        <Outlet/>
    }
}

/// The first page of analytics.
#[component]
pub fn Start() -> impl IntoView {
    let navigate = use_navigate();
    effect(move || navigate(routes::CHURN_RISK, NavigateOptions { replace: true, ..Default::default() }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_route() {
        let app = include_str!("../../app.rs");
        let (_, inside) = app.split_once("path!(\"/analytics\")").expect("the frame of analytics");
        let (inside, _) = inside.split_once("</ParentRoute>").expect("its end");
        for (label, href) in PAGES {
            let path = href.strip_prefix(routes::ANALYTICS).expect("below analytics");
            assert!(inside.contains(&format!("path!(\"{path}\")")), "{label} has no route");
        }
    }
}
