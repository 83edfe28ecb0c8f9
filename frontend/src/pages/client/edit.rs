use api_types::{
    clients::{Client, UpdateClient},
    problem::ProblemCode,
    users::User,
};
use domain::{ClientId, staff::Permission};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{context::ClientContext, draft::Draft, edit_form::EditForm};
use crate::{
    api::{Answer, ApiError, Client as Api, Tagged},
    browser,
    components::{Dialog, ErrorPanel, Toasts},
    effect::effect,
    format, view,
};

/// What an edit works on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Editing {
    pub base: RwSignal<Option<Tagged<Client>>>,
    pub draft: RwSignal<Draft>,
    pub users: RwSignal<Vec<User>>,
    pub error: RwSignal<Option<ApiError>>,
    /// What others changed while one typed.
    pub clash: RwSignal<Option<String>>,
    pub is_busy: RwSignal<bool>,
    pub asks_to_discard: RwSignal<bool>,
}

impl Editing {
    fn new() -> Self {
        Self {
            base: RwSignal::new(None),
            draft: RwSignal::new(Draft::default()),
            users: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
            clash: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            asks_to_discard: RwSignal::new(false),
        }
    }

    /// What differs from what is stored.
    pub fn changes(self) -> Option<UpdateClient> {
        let base = self.base.with(|base| base.as_ref().map(|base| Draft::of(&base.value)))?;
        Some(self.draft.with(|draft| draft.changes(&base)))
    }

    pub fn is_changed(self) -> bool {
        self.changes().is_some_and(|changes| changes != UpdateClient::default())
    }

    fn begin(self, fresh: Tagged<Client>) {
        self.draft.set(Draft::of(&fresh.value));
        self.base.set(Some(fresh));
    }
}

/// The dialog to edit a client. Nothing typed is lost: not to another's change, and not to a closed dialog.
#[component]
pub(super) fn Edit(is_open: RwSignal<bool>) -> impl IntoView {
    let client = ClientContext::from_context();
    let id = client.id;
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let editing = Editing::new();
    let may_assign = move || client.may(Permission::AssignClients);
    let load = move || {
        editing.base.set(None);
        editing.error.set(None);
        editing.clash.set(None);
        editing.asks_to_discard.set(false);
        spawn_local(async move {
            let users = if may_assign() { api.list_users().await.map(|page| page.data) } else { Ok(Vec::new()) };
            match (api.client(id).await, users) {
                (Ok(fresh), Ok(users)) => {
                    editing.users.set(users);
                    editing.begin(fresh);
                }
                (Err(error), _) | (_, Err(error)) => editing.error.set(Some(error)),
            }
        });
    };
    effect(move || {
        if is_open.get() {
            load();
        }
    });
    let save = Callback::new(move |()| {
        let (Some(base), Some(changes)) = (editing.base.get_untracked(), untrack(|| editing.changes())) else { return };
        let before = Draft::of(&base.value);
        let undo_changes = editing.draft.with_untracked(|draft| before.changes(draft));
        editing.is_busy.set(true);
        editing.error.set(None);
        spawn_local(async move {
            match api.update_client(id, &changes, base.etag.as_deref().unwrap_or("*")).await {
                Ok(saved) => {
                    is_open.set(false);
                    client.reload();
                    let name = saved.value.summary.name.clone();
                    toasts.say_with_undo(format!("{name} was saved."), move || {
                        undo(api, toasts, client, undo_changes.clone(), saved.etag.clone())
                    });
                }
                Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => {
                    meet(api, editing, base, id).await
                }
                Err(error) => editing.error.set(Some(error)),
            }
            editing.is_busy.set(false);
        });
    });
    let may_close = Callback::new(move |()| {
        let is_changed = untrack(|| editing.is_changed());
        editing.asks_to_discard.set(is_changed);
        !is_changed
    });
    let title = Signal::derive(move || {
        editing.base.with(|base| {
            base.as_ref().map_or_else(|| "Edit client".to_owned(), |base| format!("Edit {}", base.value.summary.name))
        })
    });
    view! {
        <Dialog is_open title may_close>
            {move || match (editing.base.with(Option::is_some), editing.error.get()) {
                (true, _) => view! { <EditForm editing is_open on_save=save may_assign=may_assign()/> },
                (false, Some(error)) => view! { <ErrorPanel error on_retry=Callback::new(move |()| load())/> },
                (false, None) => view! {
                    <div class="p-5 grid gap-4" aria-busy="true">{(0..3).map(|_| view! { <span class="skel h-14 w-full"></span> }).collect_view()}</div>
                },
            }}
        </Dialog>
    }
}

/// Another's change met ours: theirs is taken over where we typed nothing, and what they did is said.
async fn meet(api: Api, editing: Editing, base: Tagged<Client>, id: ClientId) {
    let fresh: Answer<Tagged<Client>> = api.client(id).await;
    match fresh {
        Ok(fresh) => {
            let (before, theirs) = (Draft::of(&base.value), Draft::of(&fresh.value));
            let names = editing.users.with_untracked(|users| theirs.told(&before, users));
            let when = format::ago(fresh.value.updated_at, browser::now());
            let what = if names.is_empty() { "another field of this client".to_owned() } else { names.join("; ") };
            editing.clash.set(Some(format!("Someone changed this client {when}: {what}.")));
            editing.draft.update(|draft| draft.take_over(&before, &theirs));
            editing.base.set(Some(fresh));
        }
        Err(error) => editing.error.set(Some(error)),
    }
}

fn undo(api: Api, toasts: Toasts, client: ClientContext, changes: UpdateClient, etag: Option<String>) {
    spawn_local(async move {
        match api.update_client(client.id, &changes, etag.as_deref().unwrap_or("*")).await {
            Ok(restored) => {
                toasts.say(format!("{} is as it was before.", restored.value.summary.name));
                client.reload();
            }
            Err(error) => toasts.fail("The change was not taken back.", &error),
        }
    });
}
