use api_types::{problem::ProblemCode, users::User};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{draft::Draft, form::Fields};
use crate::{
    api::{ApiError, Client},
    components::{Dialog, Toasts},
    pages::shown_once::Secret,
    view,
};

/// What the dialog works on.
#[derive(Debug, Clone, Copy)]
pub(super) struct UserForm {
    pub is_open: RwSignal<bool>,
    pub base: RwSignal<Option<User>>,
    pub draft: RwSignal<Draft>,
    pub start: RwSignal<Draft>,
    pub error: RwSignal<Option<ApiError>>,
    pub clash: RwSignal<Option<String>>,
    pub is_busy: RwSignal<bool>,
    pub asks_to_discard: RwSignal<bool>,
}

impl UserForm {
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

    /// Opens it for a new user, or for one who is there.
    pub fn open(self, user: Option<User>) {
        let draft = user.as_ref().map(Draft::of).unwrap_or_default();
        self.draft.set(draft.clone());
        self.start.set(draft);
        self.base.set(user);
        self.error.set(None);
        self.clash.set(None);
        self.asks_to_discard.set(false);
        self.is_open.set(true);
    }

    pub fn is_changed(self) -> bool {
        self.draft.get() != self.start.get()
    }
}

/// The dialog to add a user or to change one.
#[component]
pub(super) fn UserDialog(form: UserForm, secret: RwSignal<Option<Secret>>, on_saved: Callback<()>) -> impl IntoView {
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let save = Callback::new(move |()| {
        if form.is_busy.get_untracked() {
            return;
        }
        form.is_busy.set(true);
        form.error.set(None);
        spawn_local(async move {
            let saved = match form.base.get_untracked() {
                Some(base) => change(api, toasts, form, base).await,
                None => add(api, form, secret).await,
            };
            match saved {
                Ok(true) => {
                    form.is_open.set(false);
                    on_saved.run(());
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
            base.as_ref()
                .map_or_else(|| "Add a user".to_owned(), |user| format!("Edit {} {}", user.first_name, user.last_name))
        })
    });
    view! {
        <Dialog is_open=form.is_open title may_close><Fields form on_save=save/></Dialog>
    }
}

async fn add(api: Client, form: UserForm, secret: RwSignal<Option<Secret>>) -> Result<bool, ApiError> {
    let new = form.draft.with_untracked(Draft::new_user);
    let made = api.create_user(&new).await?;
    secret.set(Some(Secret {
        title: format!("{} {} was added", made.user.first_name, made.user.last_name),
        label: "Password",
        text: made.password,
        what_now: format!(
            "Hand this password to them on a way you trust; they sign in with {}. It is shown this once: if it gets lost, make another.",
            made.user.email
        ),
    }));
    Ok(true)
}

/// Stores a change. Where another's met it, theirs is taken over where nothing was typed, and what they did is said.
async fn change(api: Client, toasts: Toasts, form: UserForm, base: User) -> Result<bool, ApiError> {
    let before = Draft::of(&base);
    let draft = form.draft.get_untracked();
    let version = base.account.as_ref().map_or(0, |account| account.version);
    match api.update_user(base.id, &draft.changes(&before), version).await {
        Ok(saved) => {
            let user = saved.value;
            let name = format!("{} {}", user.first_name, user.last_name);
            toasts.say(match (base.is_active, user.is_active) {
                (true, false) => format!("{name} is disabled and signed out everywhere."),
                (false, true) => format!("{name} may sign in again."),
                _ if base.role != user.role => format!("{name} was saved, and signs in again with the new role."),
                _ => format!("{name} was saved."),
            });
            Ok(true)
        }
        Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => {
            let fresh = api.user(base.id).await?.value;
            let theirs = Draft::of(&fresh);
            form.clash.set(Some(format!("Someone changed this account meanwhile: {}.", theirs.told(&before))));
            form.draft.update(|draft| draft.merge(&before, &theirs));
            form.start.set(theirs);
            form.base.set(Some(fresh));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
