use api_types::{notes::Note, problem::ProblemCode};
use domain::{notification::MentionOutcome, work::NoteType};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::draft::Draft;
use crate::{
    api::{ApiError, Client as Api},
    components::{Clash, Colleagues, Dialog, Field, FormEnd, Icon, LogActivity, MentionField, Refused, Toasts},
    pages::client::context::ClientContext,
    view,
    words::Words,
};

/// What the dialog works on.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoteForm {
    pub is_open: RwSignal<bool>,
    base: RwSignal<Option<Note>>,
    draft: RwSignal<Draft>,
    start: RwSignal<Draft>,
    error: RwSignal<Option<ApiError>>,
    clash: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
    asks_to_discard: RwSignal<bool>,
}

impl NoteForm {
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            base: RwSignal::new(None),
            draft: RwSignal::new(Draft::default()),
            start: RwSignal::new(Draft::default()),
            error: RwSignal::new(None),
            clash: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            asks_to_discard: RwSignal::new(false),
        }
    }

    /// Opens it for a new note, or for one that is there.
    pub fn open(self, note: Option<Note>) {
        let draft = note.as_ref().map(Draft::of).unwrap_or_default();
        self.draft.set(draft.clone());
        self.start.set(draft);
        self.base.set(note);
        self.error.set(None);
        self.clash.set(None);
        self.asks_to_discard.set(false);
        self.is_open.set(true);
    }

    fn is_changed(self) -> bool {
        self.draft.get() != self.start.get()
    }
}

/// The dialog to write a note or to change one's own.
#[component]
pub(super) fn NoteDialog(form: NoteForm) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let toasts = Toasts::from_context();
    let save = Callback::new(move |()| {
        if form.is_busy.get_untracked() {
            return;
        }
        form.is_busy.set(true);
        form.error.set(None);
        spawn_local(async move {
            let saved = match form.base.get_untracked() {
                Some(base) => change(api, log, toasts, form, base).await,
                None => {
                    let new = form.draft.with_untracked(Draft::new_note);
                    api.create_note(client.id, &new).await.map(|note| {
                        tell_of_mentions(toasts, &note, true);
                        toasts.say("The note was saved.");
                        true
                    })
                }
            };
            match saved {
                Ok(true) => {
                    form.is_open.set(false);
                    log.was_saved(client.id);
                }
                Ok(false) => {}
                Err(error) => form.error.set(Some(error)),
            }
            form.is_busy.set(false);
        });
    });
    let may_close = Callback::new(move |()| {
        let is_changed = untrack(|| form.is_changed());
        form.asks_to_discard.set(is_changed);
        !is_changed
    });
    let title = Signal::derive(move || {
        if form.base.with(Option::is_some) { "Edit note".to_owned() } else { "Write a note".to_owned() }
    });
    view! {
        <Dialog is_open=form.is_open title may_close><Fields form on_save=save/></Dialog>
    }
}

#[component]
fn Fields(form: NoteForm, on_save: Callback<()>) -> impl IntoView {
    let draft = form.draft;
    let colleagues = Colleagues::of(ClientContext::from_context().id);
    let (title, content) = (
        Memo::new(move |_| draft.with(|draft| draft.title.clone())),
        Memo::new(move |_| draft.with(|draft| draft.content.clone())),
    );
    let set_title = Callback::new(move |text| draft.update(|draft| draft.title = text));
    let set_content = Callback::new(move |text| draft.update(|draft| draft.content = text));
    let error_of =
        move |pointer: &'static str| Signal::derive(move || form.error.get().and_then(|error| error.field(pointer)));
    let names_a_field =
        |error: &ApiError| ["/title", "/content", "/note_type"].iter().any(|pointer| error.field(pointer).is_some());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || form.clash.get().map(|text| view! { <Clash text/> })}
            {move || form.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            <div class="grid sm:grid-cols-[1fr_11rem] gap-4">
                <Field id="note-title" label="Title" error=error_of("/title")>
                    <MentionField id="note-title" colleagues is_line=true max_length="200" value=title on_change=set_title/>
                </Field>
                <Field id="note-kind" label="About" error=error_of("/note_type")>
                    <select id="note-kind" class="select-x w-full" aria-describedby="note-kind-note"
                        on:change:target=move |event| if let Ok(kind) = event.target().value().parse() { draft.update(|draft| draft.kind = kind) }>
                        {NoteType::ALL.iter().map(|kind| view! {
                            <option value=kind.as_str() selected=move || draft.with(|draft| draft.kind == *kind)>{kind.words()}</option>
                        }).collect_view()}
                    </select>
                </Field>
            </div>
            <Field id="note-content" label="Text" help=Some("@ and a name tells a colleague who may open this client.".to_owned()) error=error_of("/content")>
                <MentionField id="note-content" colleagues class="input-x w-full h-48! py-1.5!" max_length="20000" value=content on_change=set_content/>
            </Field>
            <label class="flex items-start gap-2.5">
                <input type="checkbox" class="check mt-0.5" prop:checked=move || draft.with(|draft| draft.is_private)
                    on:change:target=move |event| draft.update(|draft| draft.is_private = event.target().checked())/>
                <span class="min-w-0"><Icon name="lock" class="mr-1"/>"Private"
                    <span class="block muted text-[12px]">"Nobody but you will ever see it, not even an administrator."</span>
                </span>
            </label>
            <FormEnd is_open=form.is_open is_changed=Signal::derive(move || form.is_changed()) asks_to_discard=form.asks_to_discard
                is_busy=form.is_busy label="Save" busy_label="Saving"/>
        </form>
    }
}

/// Stores a change. What was changed elsewhere meanwhile is taken over where nothing was typed, and said.
async fn change(api: Api, log: LogActivity, toasts: Toasts, form: NoteForm, base: Note) -> Result<bool, ApiError> {
    let before = Draft::of(&base);
    let draft = form.draft.get_untracked();
    match api.update_note(base.id, &draft.changes(&before), base.version).await {
        Ok(saved) => {
            let (id, client, version) = (base.id, base.client_id, saved.value.version);
            let back = before.changes(&draft);
            tell_of_mentions(toasts, &saved.value, false);
            toasts.say_with_undo("The note was saved.", move || {
                let back = back.clone();
                spawn_local(async move {
                    match api.update_note(id, &back, version).await {
                        Ok(_) => log.was_saved(client),
                        Err(error) => toasts.fail("The change was not taken back.", &error),
                    }
                });
            });
            Ok(true)
        }
        Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => {
            let fresh = api.note(base.id).await?.value;
            let theirs = Draft::of(&fresh);
            form.clash.set(Some(format!("This note was changed meanwhile: {}.", theirs.told(&before))));
            form.draft.update(|draft| draft.merge(&before, &theirs));
            form.start.set(theirs);
            form.base.set(Some(fresh));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Says who was told of a new note, and who could not be.
fn tell_of_mentions(toasts: Toasts, note: &Note, is_new: bool) {
    let names = |outcome: MentionOutcome| {
        let named = note.mentions.iter().filter(|mention| mention.outcome == outcome);
        named.map(|mention| mention.user.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (told, barred) = (names(MentionOutcome::Notified), names(MentionOutcome::NoAccess));
    if is_new && !told.is_empty() {
        toasts.say(format!("Told: {told}."));
    }
    if !barred.is_empty() {
        toasts.say(format!("Not told, as they may not open this client: {barred}."));
    }
    if note.is_private && !note.mentions.is_empty() {
        toasts.say("The note is private: nobody it names was told.");
    }
}
