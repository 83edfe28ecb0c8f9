use api_types::analytics::PortfolioSummary;
use leptos::prelude::*;

use super::page::Query;
use crate::{
    format,
    load::Loaded,
    query::{self, View},
    routes, view,
};

/// The built-in views; each is an address.
#[component]
pub(super) fn Tabs(query: Query, summary: Loaded<PortfolioSummary>) -> impl IntoView {
    let clients = move |view: View| {
        summary.data.with(|summary| {
            let views = &summary.as_ref()?.views;
            views.iter().find(|built_in| built_in.key == view.key()).map(|built_in| built_in.clients)
        })
    };
    view! {
        <h2 class="sr-only">"Clients"</h2>
        <nav aria-label="Views" class="flex items-center gap-1 px-3 pt-2 border-b border-base-300 tabs-x">
            {View::ALL.map(|view| view! {
                <a class="tab-x" aria-current=move || (query.now.get().view == view).then_some("page")
                    href=move || routes::portfolio(&query::Portfolio { view, page: 1, ..query.now.get() })>
                    {view.label()}
                    {move || match clients(view) {
                        Some(clients) => view! { <span class="num muted text-[11px] font-normal">{format::count(clients)}</span> },
                        None if summary.is_loading.get() => view! { <span class="skel h-3 w-5"></span> },
                        None => ().into_any(),
                    }}
                </a>
            })}
        </nav>
    }
}
