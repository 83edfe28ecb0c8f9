use api_types::imports::ImportBatch;
use domain::{ImportBatchId, import::ImportStatus, staff::Permission};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wasm_bindgen_futures::spawn_local;

use super::{
    files::Files,
    rejections::Rejections,
    reports::{Scores, Undone},
    status::{Status, is_running, origin},
};
use crate::{
    api::Client,
    browser,
    components::{Confirm, ErrorPanel, Icon, Toasts, set_crumbs},
    effect::effect,
    format,
    load::Loaded,
    pages::NotFound,
    routes,
    session::Session,
    view,
};

/// Milliseconds between looks at a batch that is still being read.
const POLL: u32 = 1500;

/// One import.
#[component]
pub fn Import() -> impl IntoView {
    let session = Session::from_context();
    let parameters = use_params_map();
    let id = Memo::new(move |_| {
        let id = parameters.with(|parameters| parameters.get("id")?.parse::<ImportBatchId>().ok());
        id.filter(|_| session.may(Permission::ManageImports))
    });
    view! {
        {move || match id.get() {
            Some(id) => view! { <Page id/> },
            None => view! { <NotFound/> },
        }}
    }
}

#[component]
fn Page(id: ImportBatchId) -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Imports", Some(routes::IMPORTS)), ("Import", None)]);
    let client = Client::from_context();
    let batch = Loaded::<ImportBatch>::new(move || id, move |id| client.import(id));
    effect(move || {
        if batch.data.with(|batch| batch.as_ref().is_some_and(is_running)) {
            spawn_local(async move {
                TimeoutFuture::new(POLL).await;
                if batch.data.is_alive() {
                    batch.reload();
                }
            });
        }
    });
    view! {
        {move || match (batch.data.get(), batch.error.get()) {
            (Some(data), _) => view! { <Detail data batch/> },
            (None, Some(error)) => view! {
                <h1 class="sr-only">"Import"</h1>
                <div class="card-x"><ErrorPanel error on_retry=batch.retry()/></div>
            },
            (None, None) => view! {
                <h1 class="sr-only">"Import"</h1>
                <span class="skel h-6 w-56"></span><span class="skel h-3 w-72 max-w-full mt-2"></span><span class="skel h-48 w-full mt-5"></span>
            },
        }}
    }
}

#[component]
fn Detail(data: ImportBatch, batch: Loaded<ImportBatch>) -> impl IntoView {
    let id = data.id;
    let title = format!("Import of {}", format::day(data.as_of, browser::today()));
    let origin = origin(&data);
    let rejected = data.rows_rejected;
    let can_undo = data.status == ImportStatus::Applied && !data.dry_run;
    let written: i64 = data.files.iter().map(|file| file.rows_created + file.rows_updated).sum();
    view! {
        <div class="flex flex-wrap items-start gap-3">
            <div class="min-w-0 grow basis-72">
                <h1 class="text-[20px] font-semibold tracking-tight leading-6">{title}</h1>
                <p class="muted mt-1 flex flex-wrap gap-x-3"><Status batch=data.clone()/><span>{origin}</span></p>
            </div>
            {can_undo.then(|| view! { <Undo id written batch/> })}
        </div>
        {data.error.clone().map(|error| view! {
            <div role="alert" class="card-x mt-4 p-4 flex items-start gap-3">
                <Icon name="circle-alert" class="CRITICAL mt-0.5"/>
                <div><p class="font-semibold">"Nothing was written"</p><p class="muted leading-5">{error}</p></div>
            </div>
        })}
        {data.undo_report.clone().map(|report| view! { <Undone report/> })}
        <Files files=data.files.clone()/>
        {(rejected > 0).then(|| view! { <Rejections id/> })}
        {data.score_report.clone().map(|report| view! { <Scores report/> })}
    }
}

/// Takes a batch back, after naming what goes.
#[component]
fn Undo(id: ImportBatchId, written: i64, batch: Loaded<ImportBatch>) -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let undo = Callback::new(move |()| {
        is_busy.set(true);
        spawn_local(async move {
            match client.undo_import(id).await {
                Ok(after) => {
                    let left = after.undo_report.map_or(0, |report| report.rows_left_total);
                    toasts.say(match left {
                        0 => "The import was undone.".to_owned(),
                        left => format!(
                            "The import was undone; {} left alone.",
                            format::counted(left, "row was", "rows were")
                        ),
                    });
                    is_open.set(false);
                    batch.reload();
                }
                Err(error) => toasts.fail("The import was not undone.", &error),
            }
            is_busy.try_set(false);
        });
    });
    let text = format!(
        "{} this batch created are removed, and those it changed are set back. Rows that someone changed since are left \
         alone and listed. Scores are computed again.",
        format::counted(written, "row", "rows")
    );
    view! {
        <button type="button" class="button" on:click=move |_| is_open.set(true)><Icon name="undo-2"/>"Undo import"</button>
        <Confirm is_open title=Signal::stored("Undo this import?".to_owned()) text=Signal::stored(text) action="Undo import"
            busy_action="Undoing" is_busy on_confirm=undo/>
    }
}
