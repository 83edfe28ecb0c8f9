use api_types::imports::ImportRejection;
use domain::ImportBatchId;
use leptos::prelude::*;

use crate::{
    api::Client,
    components::{ErrorPanel, Pagination, Show},
    format,
    load::Loaded,
    view,
};

/// The rows that were refused: where, why, and what to do.
#[component]
pub(super) fn Rejections(id: ImportBatchId) -> impl IntoView {
    let client = Client::from_context();
    let page = RwSignal::new(1_i64);
    let rejections = Loaded::new(move || page.get(), move |page| client.import_rejections(id, page));
    let total =
        Signal::derive(move || rejections.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    view! {
        <section class="card-x mt-4 min-w-0 hairline" aria-label="Rejected rows" aria-busy=move || rejections.is_loading.get().to_string()>
            <h2 class="font-semibold text-[14px] px-4 pt-4 pb-1">"Rejected rows"</h2>
            {move || match (rejections.data.get(), rejections.error.get()) {
                (_, Some(error)) => view! { <ErrorPanel error on_retry=rejections.retry()/> },
                (Some(page), _) => view! { <ul class="divide-y divide-base-300">{page.data.into_iter().map(entry).collect_view()}</ul> },
                (None, None) => view! { <div class="p-4"><span class="skel h-24 w-full"></span></div> },
            }}
            <Show when=move || { total.get() > 25 }>
                <Pagination page limit=Signal::stored(25) total on_page=Callback::new(move |to| page.set(to))/>
            </Show>
        </section>
    }
}

fn entry(row: ImportRejection) -> impl IntoView {
    let place = match row.column {
        Some(column) => format!("{}, line {}, column {column}", row.file, row.line),
        None => format!("{}, line {}", row.file, row.line),
    };
    view! {
        <li class="px-4 py-3">
            <p class="font-medium">{format::as_sentence(&row.reason)}</p>
            <p class="mt-0.5"><span class="muted">"To do: "</span>{format::as_sentence(&row.fix)}</p>
            <p class="muted text-[12px] mt-0.5">{place}{row.value.map(|value| view! { " · value "<code class="text-base-content">{value}</code> })}</p>
        </li>
    }
}
