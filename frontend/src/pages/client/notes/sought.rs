use api_types::notes::Note;
use domain::NoteId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{dialog::NoteForm, page::Row};
use crate::{
    api::Client as Api,
    components::{ErrorPanel, LogActivity},
    load::Loaded,
    pages::client::context::ClientContext,
    routes, view,
};

/// The note a search led to, above the others: among them it may be many pages away.
#[component]
pub(super) fn Sought(form: NoteForm, doomed: RwSignal<Option<Note>>) -> impl IntoView {
    let query = use_query_map();
    let sought = Memo::new(move |_| query.with(|query| query.get_str("note").and_then(|id| id.parse::<NoteId>().ok())));
    view! { {move || sought.get().map(|id| view! { <Card id form doomed/> })} }
}

#[component]
fn Card(id: NoteId, form: NoteForm, doomed: RwSignal<Option<Note>>) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let note = Loaded::<Note>::new(move || log.saved(), move |_| api.one_note(id));
    view! {
        <section class="card-x mb-4" aria-label="The note you looked for">
            <div class="flex items-center gap-3 px-4 py-3 border-b border-base-300 no-print">
                <h2 class="font-semibold">"The note you looked for"</h2>
                <a class="link-x ml-auto inline-flex items-center min-h-6" href=routes::client_tab(client.id, "notes")>"Only the list"</a>
            </div>
            {move || match (note.data.get(), note.error.get()) {
                (_, Some(error)) => view! { <ErrorPanel error on_retry=note.retry()/> },
                (None, None) => view! {
                    <p class="sr-only" role="status">"Loading the note"</p>
                    <div class="p-4" aria-hidden="true"><span class="skel h-4 w-56 max-w-full"></span><span class="skel h-12 w-full mt-3"></span></div>
                },
                (Some(note), None) => view! { <ul class="sought-x"><Row note form doomed/></ul> },
            }}
        </section>
    }
}
