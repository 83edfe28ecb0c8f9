use api_types::{page::Page, users::User};
use domain::{StaffId, api_key::ApiScope};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::draft::{Draft, LIVES, explained};
use crate::{
    api::{ApiError, Client},
    browser,
    components::{Dialog, Field, FormEnd, Refused},
    load::Loaded,
    pages::shown_once::Secret,
    session::Session,
    view,
    words::Words,
};

const POINTERS: [&str; 4] = ["/name", "/user_id", "/scopes", "/expires_at"];

/// What the dialog works on.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyForm {
    pub is_open: RwSignal<bool>,
    draft: RwSignal<Draft>,
    start: RwSignal<Draft>,
    error: RwSignal<Option<ApiError>>,
    is_busy: RwSignal<bool>,
    asks_to_discard: RwSignal<bool>,
}

impl KeyForm {
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            draft: RwSignal::new(Draft::new(None)),
            start: RwSignal::new(Draft::new(None)),
            error: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            asks_to_discard: RwSignal::new(false),
        }
    }

    pub fn open(self, me: Option<StaffId>) {
        self.draft.set(Draft::new(me));
        self.start.set(Draft::new(me));
        self.error.set(None);
        self.asks_to_discard.set(false);
        self.is_open.set(true);
    }

    fn is_changed(self) -> bool {
        self.draft.get() != self.start.get()
    }
}

/// The dialog to make a key.
#[component]
pub(super) fn KeyDialog(form: KeyForm, secret: RwSignal<Option<Secret>>, on_saved: Callback<()>) -> impl IntoView {
    let api = Client::from_context();
    let save = Callback::new(move |()| {
        if form.is_busy.get_untracked() {
            return;
        }
        form.is_busy.set(true);
        form.error.set(None);
        spawn_local(async move {
            let new = form.draft.with_untracked(|draft| draft.new_key(browser::now()));
            match api.create_api_key(&new).await {
                Ok(made) => {
                    form.is_open.set(false);
                    secret.set(Some(Secret {
                        title: format!("The key “{}”", made.api_key.name),
                        label: "API key",
                        text: made.token,
                        what_now: "Store it where the program keeps its secrets, and send it as Authorization: Bearer. It is shown this once: we keep a hash of it alone.".to_owned(),
                    }));
                    on_saved.run(());
                }
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
    view! {
        <Dialog is_open=form.is_open title=Signal::stored("Create an API key".to_owned()) may_close><Fields form on_save=save/></Dialog>
    }
}

#[component]
fn Fields(form: KeyForm, on_save: Callback<()>) -> impl IntoView {
    let draft = form.draft;
    let error_of =
        move |pointer: &'static str| Signal::derive(move || form.error.get().and_then(|error| error.field(pointer)));
    let names_a_field = |error: &ApiError| POINTERS.iter().any(|pointer| error.field(pointer).is_some());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    let name_help = Some("What it is for, such as “Nightly import”.".to_owned());
    let scope_error = error_of("/scopes");
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || form.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            <Field id="key-name" label="Name" error=error_of("/name") help=Signal::stored(name_help)>
                <input id="key-name" class="input-x w-full" maxlength="100" autocomplete="off" aria-describedby="key-name-note"
                    prop:value=move || draft.with(|draft| draft.name.clone())
                    on:input:target=move |event| draft.update(|draft| draft.name = event.target().value())/>
            </Field>
            <div class="grid sm:grid-cols-2 gap-4">
                <Owner form error=error_of("/user_id")/>
                <Field id="key-life" label="Ends after" error=error_of("/expires_at")>
                    <select id="key-life" class="select-x w-full" aria-describedby="key-life-note"
                        on:change:target=move |event| if let Ok(life) = event.target().value().parse() { draft.update(|draft| draft.life = life) }>
                        {LIVES.iter().enumerate().map(|(at, (label, _))| view! {
                            <option value=at.to_string() selected=move || draft.with(|draft| draft.life == at)>{*label}</option>
                        }).collect_view()}
                    </select>
                </Field>
            </div>
            <fieldset class="grid gap-2 min-w-0" aria-describedby="key-scopes-note">
                <legend class="font-medium mb-1.5">"What it may do"</legend>
                {ApiScope::ALL.iter().map(|scope| view! {
                    <label class="flex items-start gap-2.5">
                        <input type="checkbox" class="check mt-0.5" prop:checked=move || draft.with(|draft| draft.scopes.contains(scope))
                            on:change=move |_| draft.update(|draft| draft.toggle(*scope))/>
                        <span class="min-w-0">
                            <span class="font-medium">{scope.words()}</span>" "<code class="muted text-[12px]">{scope.as_str()}</code>
                            <span class="block muted text-[12px]">{explained(*scope)}</span>
                        </span>
                    </label>
                }).collect_view()}
                <p id="key-scopes-note" class="text-[12px] empty:hidden CRITICAL">{move || scope_error.get()}</p>
            </fieldset>
            <FormEnd is_open=form.is_open is_changed=Signal::derive(move || form.is_changed()) asks_to_discard=form.asks_to_discard
                is_busy=form.is_busy label="Create key" busy_label="Creating"/>
        </form>
    }
}

/// Whom the key acts for: it sees their clients, and does no more than they may.
#[component]
fn Owner(form: KeyForm, error: Signal<Option<String>>) -> impl IntoView {
    let api = Client::from_context();
    let session = Session::from_context();
    let users = Loaded::<Page<User>>::new(|| (), move |()| api.users("is_active=true&limit=200"));
    let me = session.me();
    let options = move || {
        let mut people: Vec<(StaffId, String)> = users.data.with(|page| {
            let rows = page.iter().flat_map(|page| &page.data);
            rows.map(|user| (user.id, format!("{} {} ({})", user.first_name, user.last_name, user.role.words())))
                .collect()
        });
        if let Some(me) = me.as_ref().filter(|me| !people.iter().any(|(id, _)| *id == me.id)) {
            people.insert(0, (me.id, format!("{} {}", me.first_name, me.last_name)));
        }
        let chosen = form.draft.with_untracked(|draft| draft.user);
        people
            .into_iter()
            .map(|(id, name)| view! { <option value=id.to_string() selected=chosen == Some(id)>{name}</option> })
            .collect_view()
    };
    let failed = Signal::derive(move || error.get().or_else(|| users.error.get().map(|error| error.detail())));
    view! {
        <Field id="key-user" label="Acts for" error=failed help=Signal::stored(Some("It sees their clients, and may no more than they.".to_owned()))>
            <select id="key-user" class="select-x w-full" aria-describedby="key-user-note"
                on:change:target=move |event| if let Ok(id) = event.target().value().parse() { form.draft.update(|draft| draft.user = Some(id)) }>
                {options}
            </select>
        </Field>
    }
}
