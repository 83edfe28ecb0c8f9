use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FormData};

use crate::{
    api::{ApiError, Client, imports::ImportOptions},
    browser,
    components::{Dialog, Field, Icon, ProgressButton, Toasts},
    routes, view,
};

/// What was chosen to import.
#[derive(Clone, Copy)]
struct Chosen {
    mapping: NodeRef<html::Input>,
    files: NodeRef<html::Input>,
    as_of: RwSignal<String>,
    is_dry_run: RwSignal<bool>,
    keeps_history: RwSignal<bool>,
}

impl Chosen {
    /// The body of the request, or which field still lacks a file.
    fn form(self) -> Result<FormData, &'static str> {
        let mapping = files(self.mapping).into_iter().next().ok_or("mapping")?;
        let tables = files(self.files);
        if tables.is_empty() {
            return Err("files");
        }
        let form = FormData::new().map_err(|_| "files")?;
        let put =
            |name: &str, file: &File| form.append_with_blob_and_filename(name, file, &file.name()).map_err(|_| "files");
        put("mapping", &mapping)?;
        for table in &tables {
            put("file", table)?;
        }
        Ok(form)
    }

    fn options(self) -> ImportOptions {
        ImportOptions {
            as_of: self.as_of.get_untracked().parse().ok(),
            dry_run: self.is_dry_run.get_untracked(),
            keep_history: self.keeps_history.get_untracked(),
        }
    }
}

fn files(input: NodeRef<html::Input>) -> Vec<File> {
    let list = input.get_untracked().and_then(|input| input.files());
    list.map(|list| (0..list.length()).filter_map(|index| list.item(index)).collect()).unwrap_or_default()
}

/// Reads files with a mapping; a dry run writes nothing.
#[component]
pub(super) fn Upload(is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog is_open title=Signal::stored("Import files".to_owned())><UploadForm is_open/></Dialog>
    }
}

#[component]
fn UploadForm(is_open: RwSignal<bool>) -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let navigate = use_navigate();
    let chosen = Chosen {
        mapping: NodeRef::new(),
        files: NodeRef::new(),
        as_of: RwSignal::new(browser::today().to_string()),
        is_dry_run: RwSignal::new(true),
        keeps_history: RwSignal::new(false),
    };
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let missing = RwSignal::new(None::<&'static str>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let form = match chosen.form() {
            Ok(form) => form,
            Err(field) => return missing.set(Some(field)),
        };
        missing.set(None);
        error.set(None);
        is_busy.set(true);
        let (navigate, options) = (navigate.clone(), chosen.options());
        spawn_local(async move {
            match client.start_import(options, form).await {
                Ok(batch) => {
                    is_open.set(false);
                    toasts.say(if batch.dry_run {
                        "The dry run is done; nothing was written."
                    } else {
                        "The files were imported."
                    });
                    navigate(&routes::import(batch.id), Default::default());
                }
                Err(problem) => error.set(Some(problem)),
            }
            is_busy.try_set(false);
        });
    };
    let error_of = move |field: &'static str, pointer: &'static str| {
        Signal::derive(move || {
            let lacks = (missing.get() == Some(field)).then(|| "Choose a file.".to_owned());
            lacks.or_else(|| error.get().and_then(|error| error.field(pointer)))
        })
    };
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || error.get().map(|error| view! {
                <div role="alert" class="flex items-start gap-2.5 rounded-lg border border-base-300 bg-base-200 p-3">
                    <Icon name="circle-alert" class="CRITICAL mt-0.5"/>
                    <p class="leading-5 min-w-0"><span class="font-medium">{error.title()}". "</span>{error.detail()}</p>
                </div>
            })}
            <Field id="mapping" label="Mapping" error=error_of("mapping", "mapping") help=Signal::stored(Some("A TOML file: which column is what.".to_owned()))>
                <input node_ref=chosen.mapping id="mapping" type="file" accept=".toml" class="file-x" aria-describedby="mapping-note"/>
            </Field>
            <Field id="files" label="CSV files" error=error_of("files", "file") help=Signal::stored(Some("All files the mapping names.".to_owned()))>
                <input node_ref=chosen.files id="files" type="file" accept=".csv,text/csv" multiple class="file-x" aria-describedby="files-note"/>
            </Field>
            <Field id="as-of" label="As of" error=error_of("as_of", "as_of") help=Signal::stored(Some("The day the data describe.".to_owned()))>
                <input id="as-of" type="date" class="input-x" aria-describedby="as-of-note" prop:value=move || chosen.as_of.get()
                    on:change:target=move |event| chosen.as_of.set(event.target().value())/>
            </Field>
            <label class="flex items-start gap-2.5">
                <input type="checkbox" class="check mt-0.5" prop:checked=move || chosen.is_dry_run.get()
                    on:change:target=move |event| chosen.is_dry_run.set(event.target().checked())/>
                <span>"Dry run"<span class="block muted text-[12px]">"Read and judge every row, write nothing."</span></span>
            </label>
            <label class="flex items-start gap-2.5">
                <input type="checkbox" class="check mt-0.5" prop:checked=move || chosen.keeps_history.get()
                    on:change:target=move |event| chosen.keeps_history.set(event.target().checked())/>
                <span>"Keep old history"<span class="block muted text-[12px]">"Also rows older than the retention."</span></span>
            </label>
            <div class="flex flex-wrap justify-end gap-2">
                <button type="button" class="button" on:click=move |_| is_open.set(false)>"Cancel"</button>
                <ProgressButton is_busy kind="submit" label="Import" busy_label="Importing"/>
            </div>
        </form>
    }
}
