use api_types::imports::ImportBatch;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::{
    status::{Status, origin},
    upload::Upload,
};
use crate::{
    api::Client,
    browser,
    components::{EmptyState, ErrorPanel, Icon, Pagination, Show, set_crumbs},
    format,
    load::Loaded,
    pages::NotFound,
    routes,
    session::Session,
    view,
};

/// Every import, newest first.
#[component]
pub fn Imports() -> impl IntoView {
    let session = Session::from_context();
    let may_see = Memo::new(move |_| session.may(Permission::ManageImports));
    view! {
        {move || if may_see.get() { view! { <Page/> } } else { view! { <NotFound/> } }}
    }
}

#[component]
fn Page() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Imports", None)]);
    let client = Client::from_context();
    let query = use_query_map();
    let page = Memo::new(move |_| {
        query.with(|query| query.get_str("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).max(1))
    });
    let imports = Loaded::new(move || page.get(), move |page| client.list_imports(page));
    let navigate = use_navigate();
    let on_page = Callback::new(move |page: i64| navigate(&routes::imports(page), Default::default()));
    let total = Signal::derive(move || imports.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    let limit =
        Signal::derive(move || imports.data.with(|page| page.as_ref().map_or(25, |page| page.pagination.limit)));
    let is_uploading = RwSignal::new(false);
    let upload_button = move || {
        view! {
            <button type="button" class="button button-primary" on:click=move |_| is_uploading.set(true)><Icon name="upload"/>"Import files"</button>
        }
    };
    view! {
        <div class="flex flex-wrap items-start gap-3">
            <div class="min-w-0 grow basis-72">
                <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Imports"</h1>
                <p class="muted mt-1 max-w-xl">"Every batch of files that was read, with a verdict per row. A batch can be undone."</p>
            </div>
            {upload_button()}
        </div>
        <section class="card-x mt-4 hairline" aria-label="Batches" aria-busy=move || imports.is_loading.get().to_string()>
            {move || match (imports.data.get(), imports.error.get()) {
                (_, Some(error)) => view! { <ErrorPanel error on_retry=imports.retry()/> },
                (Some(page), _) if page.data.is_empty() => view! {
                    <EmptyState icon="file-up" title="Nothing was imported yet" text="Import CSV files with a mapping that says which column is what. A dry run shows every verdict and writes nothing.">
                        {upload_button()}
                    </EmptyState>
                },
                (Some(page), _) => view! { <ul class="divide-y divide-base-300">{page.data.into_iter().map(entry).collect_view()}</ul> },
                (None, None) => (0..3).map(|_| view! {
                    <div class="p-4 border-b border-base-300 last:border-0"><span class="skel h-3.5 w-48"></span><span class="skel h-3 w-72 max-w-full mt-2"></span></div>
                }).collect_view().into_any(),
            }}
            <Show when=move || { total.get() > limit.get() }><Pagination page limit total on_page/></Show>
        </section>
        <Upload is_open=is_uploading/>
    }
}

fn entry(batch: ImportBatch) -> impl IntoView {
    let written: i64 = batch.files.iter().map(|file| file.rows_created + file.rows_updated).sum();
    let read: i64 = batch.files.iter().map(|file| file.rows_read).sum();
    let counts = format!(
        "{} read · {} written · {} rejected",
        format::count(read),
        format::count(written),
        format::count(batch.rows_rejected)
    );
    let title = format!("Data as of {}", format::day(batch.as_of, browser::today()));
    let origin = origin(&batch);
    let href = routes::import(batch.id);
    view! {
        <li class="relative p-4 flex flex-wrap items-center gap-x-4 gap-y-1 hover:bg-base-200">
            <div class="min-w-0 grow basis-60">
                <div class="flex flex-wrap items-center gap-x-3">
                    <a href=href class="font-semibold after:absolute after:inset-0">{title}</a><Status batch/>
                </div>
                <p class="muted text-[12px]">{origin}</p>
            </div>
            <span class="num muted text-[12px]">{counts}</span>
        </li>
    }
}
