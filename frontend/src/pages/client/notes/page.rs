use api_types::{notes::Note, page::Page};
use domain::{staff::Permission, work::NoteType};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_bindgen_futures::spawn_local;

use super::{
    dialog::{NoteDialog, NoteForm},
    sought::Sought,
};
use crate::{
    api::Client as Api,
    browser,
    components::{
        Confirm, EmptyState, ErrorPanel, FilterChoice, FilterMenu, Icon, LogActivity, Pagination, Show, Toasts,
    },
    effect::effect,
    format,
    load::Loaded,
    pages::client::context::ClientContext,
    routes,
    session::Session,
    view,
    words::Words,
};

const LIMIT: i64 = 25;

/// The tab.
#[component]
pub fn ClientNotes() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let query = use_query_map();
    let kinds = Memo::new(move |_| {
        let kinds = query.with(|query| query.get_str("note_type").unwrap_or_default().to_owned());
        kinds.split(',').filter_map(|kind| kind.parse::<NoteType>().ok()).collect::<Vec<_>>()
    });
    let page = Memo::new(move |_| {
        query.with(|query| query.get_str("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).max(1))
    });
    let notes = Loaded::<Page<Note>>::new(
        move || (search(&kinds.get(), page.get()), log.saved()),
        move |(search, _)| api.client_notes(client.id, &format!("{search}&limit={LIMIT}")),
    );
    let form = NoteForm::new();
    let doomed = RwSignal::new(None::<Note>);
    let navigate = use_navigate();
    let go = Callback::new(move |(kinds, page): (Vec<NoteType>, i64)| {
        let address = format!("{}?{}", routes::client_tab(client.id, "notes"), search(&kinds, page));
        navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
    });
    let choices = Signal::stored(
        NoteType::ALL
            .iter()
            .map(|kind| FilterChoice { value: kind.as_str().to_owned(), label: kind.words().to_owned(), clients: None })
            .collect::<Vec<_>>(),
    );
    let selected =
        Signal::derive(move || kinds.with(|kinds| kinds.iter().map(|kind| kind.as_str().to_owned()).collect()));
    let choose = Callback::new(move |kinds: Vec<String>| {
        go.run((kinds.iter().filter_map(|kind| kind.parse().ok()).collect(), 1));
    });
    let total = Signal::derive(move || notes.data.with(|data| data.as_ref().map_or(0, |data| data.pagination.total)));
    view! {
        <Sought form doomed/>
        <section class="card-x" aria-label="Notes">
            <div class="flex flex-wrap items-center gap-2 p-3 border-b border-base-300 no-print">
                <h2 class="sr-only">"Notes"</h2>
                <FilterMenu label="About" choices selected on_change=choose/>
                <Show when=move || client.may(Permission::LogWork)>
                    <button type="button" class="button ml-auto" on:click=move |_| form.open(None)><Icon name="plus"/>"Write a note"</button>
                </Show>
            </div>
            <div class="hairline" aria-busy=move || notes.is_loading.get().to_string()>
                {move || match (notes.data.get(), notes.error.get()) {
                    (_, Some(error)) => view! { <ErrorPanel error on_retry=notes.retry()/> },
                    (None, None) => view! { <Waiting/> },
                    (Some(data), None) if data.data.is_empty() => view! {
                        <EmptyState icon="sticky-note" title="No notes here" text="What is worth remembering about this client: its strategy, its risks, what to ask next time.">
                            {client.may(Permission::LogWork).then(|| view! {
                                <button type="button" class="button button-primary" on:click=move |_| form.open(None)>"Write a note"</button>
                            })}
                        </EmptyState>
                    },
                    (Some(data), None) => view! {
                        <ul>{data.data.into_iter().map(|note| view! { <Row note form doomed/> }).collect_view()}</ul>
                        <Pagination page=Signal::derive(move || page.get()) limit=Signal::stored(LIMIT) total
                            on_page=Callback::new(move |page| go.run((kinds.get_untracked(), page)))/>
                    },
                }}
            </div>
        </section>
        <NoteDialog form/>
        <Remove doomed/>
    }
}

fn search(kinds: &[NoteType], page: i64) -> String {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let filter = if kinds.is_empty() { String::new() } else { format!("note_type={}&", kinds.join(",")) };
    format!("{filter}page={page}")
}

/// One note.
#[component]
pub(super) fn Row(note: Note, form: NoteForm, doomed: RwSignal<Option<Note>>) -> impl IntoView {
    let session = Session::from_context();
    let is_own = session.me().is_some_and(|me| me.id == note.created_by.id);
    let title = note.title.clone().unwrap_or_else(|| "Note".to_owned());
    let written = format!("{} · {}", note.created_by.name, format::day(note.created_at.date_naive(), browser::today()));
    let (edited, removed) = (note.clone(), note.clone());
    let (edit_label, remove_label) = (format!("Edit “{title}”"), format!("Remove “{title}”"));
    view! {
        <li class="px-4 py-3.5 border-b border-base-300 last:border-b-0">
            <div class="flex items-start gap-3">
                <div class="min-w-0 grow">
                    <h3 class="font-semibold break-words">{title}</h3>
                    <p class="muted text-[12px] mt-0.5">{written}</p>
                </div>
                <span class="chip whitespace-nowrap shrink-0">{note.note_type.words()}</span>
                {note.is_private.then(|| view! { <span class="chip whitespace-nowrap shrink-0"><Icon name="lock" class="size-3"/>"Private"</span> })}
                {is_own.then(|| view! {
                    <button type="button" class="button-icon" aria-label=edit_label on:click=move |_| form.open(Some(edited.clone()))><Icon name="pencil"/></button>
                    <button type="button" class="button-icon" aria-label=remove_label on:click=move |_| doomed.set(Some(removed.clone()))><Icon name="trash-2"/></button>
                })}
            </div>
            <p class="mt-2 leading-5 whitespace-pre-line break-words">{note.content}</p>
        </li>
    }
}

/// Asks before a note goes for good.
#[component]
fn Remove(doomed: RwSignal<Option<Note>>) -> impl IntoView {
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    // Each of the two only leads on, so that they cannot chase each other.
    effect(move || {
        if doomed.with(Option::is_some) {
            is_open.set(true);
        }
    });
    effect(move || {
        if !is_open.get() {
            doomed.set(None);
        }
    });
    let text = Signal::derive(move || {
        let name = doomed.with(|note| note.as_ref().and_then(|note| note.title.clone()));
        format!(
            "The note {} goes for good.",
            name.map_or_else(|| "without a title".to_owned(), |name| format!("“{name}”"))
        )
    });
    let remove = Callback::new(move |()| {
        let Some(note) = doomed.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match api.delete_note(note.id).await {
                Ok(()) => {
                    toasts.say("The note was removed.");
                    log.was_saved(note.client_id);
                }
                Err(error) => toasts.fail("The note was not removed.", &error),
            }
            is_busy.set(false);
            is_open.set(false);
        });
    });
    view! { <Confirm is_open title="Remove this note?" text action="Remove note" busy_action="Removing" is_busy on_confirm=remove/> }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the notes"</p>
        <div class="p-4 grid gap-6" aria-hidden="true">
            {(0..4).map(|_| view! { <div><span class="skel h-4 w-56 max-w-full"></span><span class="skel h-3 w-32 mt-2"></span><span class="skel h-12 w-full mt-3"></span></div> }).collect_view()}
        </div>
    }
}
