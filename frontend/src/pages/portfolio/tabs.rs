use api_types::{analytics::PortfolioSummary, page::Page, views::View as SavedView};
use leptos::prelude::*;

use super::page::Query;
use crate::{
    format,
    load::Loaded,
    query::{self, View},
    routes, view,
};

/// The built-in views, and those people saved; each is an address.
#[component]
pub(super) fn Tabs(query: Query, summary: Loaded<PortfolioSummary>, saved: Loaded<Page<SavedView>>) -> impl IntoView {
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
                <a class="tab-x" aria-current=move || query.now.with(|now| now.saved.is_none() && now.view == view).then_some("page")
                    href=move || routes::portfolio(&built_in(view, query.now.get()))>
                    {view.label()}
                    {move || match clients(view) {
                        Some(clients) => view! { <span class="num muted text-[11px] font-normal">{format::count(clients)}</span> },
                        None if summary.is_loading.get() => view! { <span class="skel h-3 w-5"></span> },
                        None => ().into_any(),
                    }}
                </a>
            })}
            {move || saved.data.with(|page| {
                let views = page.as_ref().map(|page| page.data.as_slice()).unwrap_or_default();
                views.iter().map(|view| tab(query, view)).collect_view()
            })}
        </nav>
    }
}

/// A built-in view with the filters of now; those of a saved view stay behind with it.
fn built_in(view: View, now: query::Portfolio) -> query::Portfolio {
    if now.saved.is_some() {
        return query::Portfolio { view, limit: now.limit, ..query::Portfolio::default() };
    }
    query::Portfolio { view, page: 1, ..now }
}

fn tab(query: Query, saved: &SavedView) -> AnyView {
    let id = saved.id;
    let title =
        if saved.is_shared { format!("For everyone, by {}", saved.owner.name) } else { "Only yours".to_owned() };
    view! {
        <a class="tab-x" title=title href=routes::portfolio(&query::Portfolio::of_view(saved))
            aria-current=move || query.now.with(|now| now.saved == Some(id)).then_some("page")>{saved.name.clone()}</a>
    }
}
