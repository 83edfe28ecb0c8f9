//! What can be done about the marked clients, and taken back.
use std::collections::BTreeMap;

use api_types::{
    analytics::PortfolioSummary,
    bulk::{AssignClients, BulkAnswer, TagClients},
    page::Page,
    users::User,
};
use domain::{
    ClientId, StaffId,
    staff::{Permission, Role},
    work::BulkVerdict,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::selection::Selection;
use crate::{
    api::{Answer, Client},
    components::{Icon, Popover, Show, Toasts},
    format,
    load::Loaded,
    session::Session,
    view,
};

/// What the bar works on.
#[derive(Clone, Copy)]
pub(super) struct Bulk {
    pub selection: Selection,
    /// Clients the filters let through.
    pub total: Signal<i64>,
    /// The filters, as the API takes them.
    pub filters: Signal<String>,
    pub summary: Loaded<PortfolioSummary>,
    /// The list shows what changed.
    pub on_changed: Callback<()>,
}

/// The bar above the grid while clients are marked.
#[component]
pub(super) fn BulkBar(bulk: Bulk) -> impl IntoView {
    let Bulk { selection, total, .. } = bulk;
    let session = Session::from_context();
    let marked = move || selection.ids.with(|ids| i64::try_from(ids.len()).unwrap_or(i64::MAX));
    let may_assign = session.may(Permission::AssignClients);
    let told = move || {
        let number = if selection.is_everyone.get() { total.get() } else { marked() };
        format!("{} selected", format::counted(number, "client", "clients"))
    };
    view! {
        <Show when=move || { marked() > 0 }>
            <div class="flex flex-wrap items-center gap-2 px-3 py-2 border-t border-base-300 bg-base-200" role="region" aria-label="Selected clients">
                <p class="font-medium" role="status">{told}</p>
                <Show when=move || !selection.is_everyone.get() && marked() < total.get()>
                    <button type="button" class="link-x" on:click=move |_| selection.is_everyone.set(true)>
                        {move || format!("Select all {} that match", format::count(total.get()))}
                    </button>
                </Show>
                <span class="grow"></span>
                <TagMenu bulk label="Add tag" icon="plus" adds=true/>
                <TagMenu bulk label="Remove tag" icon="x" adds=false/>
                <Show when=move || may_assign><AssignMenu bulk/></Show>
                <button type="button" class="button" on:click=move |_| selection.clear()>"Clear selection"</button>
            </div>
        </Show>
    }
}

#[component]
fn TagMenu(bulk: Bulk, label: &'static str, icon: &'static str, adds: bool) -> impl IntoView {
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let tag = RwSignal::new(String::new());
    let known = move || {
        bulk.summary.data.with(|summary| {
            let tags = summary.as_ref().map(|summary| summary.facets.tags.as_slice()).unwrap_or_default();
            tags.iter().map(|facet| facet.value.clone()).collect::<Vec<_>>()
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let word = tag.get_untracked().trim().to_owned();
        if word.is_empty() {
            return;
        }
        is_open.set(false);
        tag.set(String::new());
        let (ids, expected) = whom(bulk);
        let body = tags(ids, expected, &word, adds);
        let filters = bulk.filters.get_untracked();
        spawn_local(async move {
            match api.tag_clients(&filters, &body).await {
                Ok(answer) => tagged(api, toasts, bulk, answer, word, adds),
                Err(error) => toasts.fail("No tag was changed.", &error),
            }
        });
    };
    let list = if adds { "bulk-add-tags" } else { "bulk-remove-tags" };
    view! {
        <Popover class="button" is_open align_right=true trigger=move || view! { <Icon name=icon/>{label} }>
            <form class="p-2 flex gap-2" on:submit=submit>
                <input class="input-x w-44" aria-label="Tag" placeholder="Tag" maxlength="60" autocomplete="off" list=list
                    prop:value=move || tag.get() on:input:target=move |event| tag.set(event.target().value())/>
                <datalist id=list>{move || known().into_iter().map(|tag| view! { <option value=tag></option> }).collect_view()}</datalist>
                <button type="submit" class="button button-primary">{if adds { "Add" } else { "Remove" }}</button>
            </form>
        </Popover>
    }
}

/// Those marked by id; none and their number, when all that match are meant.
fn whom(bulk: Bulk) -> (Option<Vec<ClientId>>, Option<i64>) {
    if bulk.selection.is_everyone.get_untracked() {
        return (None, Some(bulk.total.get_untracked()));
    }
    (Some(bulk.selection.ids.with_untracked(|ids| ids.iter().copied().collect())), None)
}

fn tags(ids: Option<Vec<ClientId>>, expected: Option<i64>, word: &str, adds: bool) -> TagClients {
    let (word, none) = (vec![word.to_owned()], Vec::new());
    let (add, remove) = if adds { (word, none) } else { (none, word) };
    TagClients { ids, expected, add, remove }
}

fn tagged(api: Client, toasts: Toasts, bulk: Bulk, answer: BulkAnswer, word: String, adds: bool) {
    bulk.on_changed.run(());
    let done = if adds { format!("“{word}” was added to") } else { format!("“{word}” was removed from") };
    let text = told(&done, &answer);
    let changed: Vec<ClientId> = changed(&answer).map(|result| result.client_id).collect();
    if changed.is_empty() {
        return toasts.say(text);
    }
    toasts.say_with_undo(text, move || {
        let body = tags(Some(changed.clone()), None, &word, !adds);
        spawn_local(async move {
            match api.tag_clients("", &body).await {
                Ok(_) => bulk.on_changed.run(()),
                Err(error) => toasts.fail("The tags stay as they are now.", &error),
            }
        });
    });
}

#[component]
fn AssignMenu(bulk: Bulk) -> impl IntoView {
    view! {
        <Popover class="button" align_right=true trigger=|| view! { <Icon name="user-plus"/>"Assign" }>
            <People bulk/>
        </Popover>
    }
}

#[component]
fn People(bulk: Bulk) -> impl IntoView {
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let users = Loaded::<Page<User>>::new(|| (), move |()| api.list_users());
    let assign = move |user: User| {
        let is_ae = user.role == Role::Ae;
        let (ids, expected) = whom(bulk);
        let body = owner(ids, expected, is_ae, Some(user.id));
        let (name, filters) = (format!("{} {}", user.first_name, user.last_name), bulk.filters.get_untracked());
        spawn_local(async move {
            match api.assign_clients(&filters, &body).await {
                Ok(answer) => assigned(api, toasts, bulk, answer, name, is_ae),
                Err(error) => toasts.fail("Nobody was assigned.", &error),
            }
        });
    };
    let offered = move || {
        let mut people = users.data.with(|page| page.as_ref().map(|page| page.data.clone()).unwrap_or_default());
        people.retain(|user| user.is_active && matches!(user.role, Role::Csm | Role::SeniorCsm | Role::Ae));
        people
    };
    view! {
        <div class="p-1.5 max-h-72 overflow-y-auto grid" tabindex="-1" role="group" aria-label="Assign to">
            {move || offered().into_iter().map(|user| {
                let role = if user.role == Role::Ae { "AE" } else { "CSM" };
                let name = format!("{} {}", user.first_name, user.last_name);
                view! {
                    <button type="button" class="menu-item" on:click=move |_| assign(user.clone())>
                        <span class="grow truncate text-left">{name}</span><span class="muted text-[12px]">{role}</span>
                    </button>
                }
            }).collect_view()}
            {move || users.error.get().map(|error| view! { <p class="muted px-2 py-1.5" role="alert">{error.detail()}</p> })}
        </div>
    }
}

fn owner(ids: Option<Vec<ClientId>>, expected: Option<i64>, is_ae: bool, user: Option<StaffId>) -> AssignClients {
    let (csm_user_id, ae_user_id) = if is_ae { (None, Some(user)) } else { (Some(user), None) };
    AssignClients { ids, expected, csm_user_id, ae_user_id }
}

fn assigned(api: Client, toasts: Toasts, bulk: Bulk, answer: BulkAnswer, name: String, is_ae: bool) {
    bulk.on_changed.run(());
    let text = told(&format!("{name} has"), &answer);
    // Clients came from many, and go back to whom they were: one request for each.
    let mut before: BTreeMap<Option<StaffId>, Vec<ClientId>> = BTreeMap::new();
    for result in changed(&answer) {
        let was = if is_ae { result.ae_before } else { result.csm_before };
        before.entry(was).or_default().push(result.client_id);
    }
    if before.is_empty() {
        return toasts.say(text);
    }
    toasts.say_with_undo(text, move || {
        let before = before.clone();
        spawn_local(async move {
            match give_back(api, before, is_ae).await {
                Ok(()) => bulk.on_changed.run(()),
                Err(error) => toasts.fail("Not everyone was given back.", &error),
            }
        });
    });
}

async fn give_back(api: Client, before: BTreeMap<Option<StaffId>, Vec<ClientId>>, is_ae: bool) -> Answer<()> {
    for (user, clients) in before {
        api.assign_clients("", &owner(Some(clients), None, is_ae, user)).await?;
    }
    Ok(())
}

fn changed(answer: &BulkAnswer) -> impl Iterator<Item = &api_types::bulk::BulkResult> {
    answer.data.iter().filter(|result| result.verdict == BulkVerdict::Changed)
}

/// What was done, to how many; and why not to the others.
fn told(done: &str, answer: &BulkAnswer) -> String {
    let mut text = format!("{done} {}.", format::counted(answer.changed, "client", "clients"));
    if answer.unchanged > 0 {
        text.push_str(&format!(" {} so already.", format::counted(answer.unchanged, "client was", "clients were")));
    }
    if let Some(first) = answer.data.iter().find(|result| result.verdict == BulkVerdict::Refused) {
        let name = first.name.as_deref().unwrap_or("one of them");
        let why = first.message.as_deref().unwrap_or_default();
        text.push_str(&format!(" {} left as before, {name}: {why}", format::counted(answer.refused, "was", "were")));
    }
    text
}
