use api_types::{contacts::Contact, problem::ProblemCode};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{draft::Draft, form::Fields};
use crate::{
    api::{ApiError, Client as Api},
    components::{Dialog, LogActivity, Toasts},
    pages::client::context::ClientContext,
    view,
};

/// What the dialog works on.
#[derive(Debug, Clone, Copy)]
pub(super) struct ContactForm {
    pub is_open: RwSignal<bool>,
    pub base: RwSignal<Option<Contact>>,
    pub draft: RwSignal<Draft>,
    pub start: RwSignal<Draft>,
    pub error: RwSignal<Option<ApiError>>,
    pub clash: RwSignal<Option<String>>,
    pub is_busy: RwSignal<bool>,
    pub asks_to_discard: RwSignal<bool>,
}

impl ContactForm {
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

    /// Opens it for a new contact, or for one that is there.
    pub fn open(self, contact: Option<Contact>) {
        let draft = contact.as_ref().map(Draft::of).unwrap_or_default();
        self.draft.set(draft.clone());
        self.start.set(draft);
        self.base.set(contact);
        self.error.set(None);
        self.clash.set(None);
        self.asks_to_discard.set(false);
        self.is_open.set(true);
    }

    pub fn is_changed(self) -> bool {
        self.draft.get() != self.start.get()
    }
}

/// The dialog to add a contact or to change one.
#[component]
pub(super) fn ContactDialog(form: ContactForm) -> impl IntoView {
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
                    let new = form.draft.with_untracked(Draft::new_contact);
                    api.create_contact(client.id, &new).await.map(|contact| {
                        toasts.say(format!("{} was added.", contact.name));
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
        form.base.with(|base| {
            base.as_ref().map_or_else(|| "Add a contact".to_owned(), |contact| format!("Edit {}", contact.name))
        })
    });
    view! {
        <Dialog is_open=form.is_open title may_close><Fields form on_save=save/></Dialog>
    }
}

/// Stores a change. Where another's met it, theirs is taken over where nothing was typed, and what they did is said.
async fn change(
    api: Api,
    log: LogActivity,
    toasts: Toasts,
    form: ContactForm,
    base: Contact,
) -> Result<bool, ApiError> {
    let before = Draft::of(&base);
    let draft = form.draft.get_untracked();
    match api.update_contact(base.id, &draft.changes(&before), base.version).await {
        Ok(saved) => {
            let (id, client, version) = (base.id, base.client_id, saved.value.version);
            let back = before.changes(&draft);
            toasts.say_with_undo(format!("{} was saved.", saved.value.name), move || {
                let back = back.clone();
                spawn_local(async move {
                    match api.update_contact(id, &back, version).await {
                        Ok(_) => log.was_saved(client),
                        Err(error) => toasts.fail("The change was not taken back.", &error),
                    }
                });
            });
            Ok(true)
        }
        Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => {
            let fresh = api.contact(base.id).await?.value;
            let theirs = Draft::of(&fresh);
            form.clash.set(Some(format!("Someone changed this contact meanwhile: {}.", theirs.told(&before))));
            form.draft.update(|draft| draft.merge(&before, &theirs));
            form.start.set(theirs);
            form.base.set(Some(fresh));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
