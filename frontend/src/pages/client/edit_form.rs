use domain::{StaffId, client::LifecycleStatus, staff::Role};
use leptos::prelude::*;

use super::edit::Editing;
use crate::{
    api::ApiError,
    components::{Clash, Field, For, Icon, ProgressButton, Refused, Show},
    view,
    words::Words,
};

/// The fields of the edit dialog.
#[component]
pub(super) fn EditForm(
    editing: Editing,
    is_open: RwSignal<bool>,
    on_save: Callback<()>,
    may_assign: bool,
) -> impl IntoView {
    let draft = editing.draft;
    let typed = RwSignal::new(String::new());
    let error_of =
        move |pointer: &'static str| Signal::derive(move || editing.error.get().and_then(|error| error.field(pointer)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.update(|draft| draft.add_tags(&typed.get_untracked()));
        typed.set(String::new());
        if untrack(|| editing.is_changed()) { on_save.run(()) } else { is_open.set(false) }
    };
    let is_churned = move || draft.with(|draft| draft.lifecycle == LifecycleStatus::Churned);
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || editing.clash.get().map(|text| view! { <Clash text/> })}
            {move || editing.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            <Tags editing typed error=error_of("/tags")/>
            <Field id="segment" label="Segment" error=error_of("/segment") help=Signal::stored(Some("A group of your own, such as Strategic.".to_owned()))>
                <input id="segment" class="input-x w-full" maxlength="120" autocomplete="off" aria-describedby="segment-note"
                    prop:value=move || draft.with(|draft| draft.segment.clone())
                    on:input:target=move |event| draft.update(|draft| draft.segment = event.target().value())/>
            </Field>
            <Field id="lifecycle" label="Lifecycle" error=error_of("/lifecycle_status")>
                <select id="lifecycle" class="select-x w-full" aria-describedby="lifecycle-note"
                    on:change:target=move |event| if let Ok(value) = event.target().value().parse() { draft.update(|draft| draft.lifecycle = value) }>
                    {LifecycleStatus::ALL.iter().map(|status| view! {
                        <option value=status.as_str() selected=move || draft.with(|draft| draft.lifecycle == *status)>{status.words()}</option>
                    }).collect_view()}
                </select>
            </Field>
            <Show when=is_churned>
                <div class="grid sm:grid-cols-[10rem_1fr] gap-4">
                    <Field id="churned-at" label="Left on" error=error_of("/churned_at")>
                        <input id="churned-at" type="date" class="input-x w-full" aria-describedby="churned-at-note"
                            prop:value=move || draft.with(|draft| draft.churned_at.map(|day| day.to_string()))
                            on:change:target=move |event| draft.update(|draft| draft.churned_at = event.target().value().parse().ok())/>
                    </Field>
                    <Field id="churn-reason" label="Why it left" error=error_of("/churn_reason")>
                        <input id="churn-reason" class="input-x w-full" maxlength="500" autocomplete="off" aria-describedby="churn-reason-note"
                            prop:value=move || draft.with(|draft| draft.churn_reason.clone())
                            on:input:target=move |event| draft.update(|draft| draft.churn_reason = event.target().value())/>
                    </Field>
                </div>
            </Show>
            {may_assign.then(|| view! {
                <div class="grid sm:grid-cols-2 gap-4">
                    <Person editing id="csm" label="Client success manager" roles=&[Role::Csm, Role::SeniorCsm, Role::VpClientSuccess]
                        error=error_of("/csm_user_id") get=|draft| draft.csm set=|draft, id| draft.csm = id/>
                    <Person editing id="ae" label="Account executive" roles=&[Role::Ae, Role::VpSales]
                        error=error_of("/ae_user_id") get=|draft| draft.ae set=|draft, id| draft.ae = id/>
                </div>
            })}
            {move || if editing.asks_to_discard.get() {
                view! { <Discard editing is_open/> }
            } else {
                view! {
                    <div class="flex flex-wrap justify-end gap-2">
                        <button type="button" class="button" on:click=move |_| if editing.is_changed() { editing.asks_to_discard.set(true) } else { is_open.set(false) }>
                            "Cancel"
                        </button>
                        <ProgressButton is_busy=editing.is_busy kind="submit" label="Save" busy_label="Saving"/>
                    </div>
                }
            }}
        </form>
    }
}

fn names_a_field(error: &ApiError) -> bool {
    ["/tags", "/segment", "/lifecycle_status", "/churned_at", "/churn_reason", "/csm_user_id", "/ae_user_id"]
        .iter()
        .any(|pointer| error.field(pointer).is_some())
}

#[component]
fn Discard(editing: Editing, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <div role="alert" class="flex flex-wrap items-center justify-end gap-2">
            <p class="grow font-medium">"Discard what you changed?"</p>
            <button type="button" class="button" on:click=move |_| editing.asks_to_discard.set(false)>"Keep editing"</button>
            <button type="button" class="button button-danger" on:click=move |_| is_open.set(false)>"Discard"</button>
        </div>
    }
}

/// Tags as chips; Enter or a comma adds what was typed, Backspace in the empty field takes the last away.
#[component]
fn Tags(editing: Editing, typed: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let draft = editing.draft;
    // Leaving the field by closing the dialog comes here too, when there is nothing left to add to.
    let add = move || {
        let Some(text) = typed.try_get_untracked().filter(|text| !text.is_empty()) else { return };
        draft.update(|draft| draft.add_tags(&text));
        typed.set(String::new());
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" | "," if !typed.get_untracked().trim().is_empty() => {
            event.prevent_default();
            add();
        }
        "Backspace" if typed.with_untracked(String::is_empty) => draft.update(|draft| {
            draft.tags.pop();
        }),
        _ => {}
    };
    view! {
        <Field id="tags" label="Tags" error help=Signal::stored(Some("Enter adds a tag.".to_owned()))>
            <div class="input-x h-auto! min-h-8 py-1! flex flex-wrap items-center gap-1.5">
                <For each=move || draft.with(|draft| draft.tags.clone()) key=Clone::clone let:tag>
                    <span class="chip">
                        <span class="truncate">{tag.clone()}</span>
                        <button type="button" class="chip-button" aria-label=format!("Remove tag {tag}")
                            on:click=move |_| draft.update(|draft| draft.tags.retain(|other| *other != tag))><Icon name="x" class="size-3"/></button>
                    </span>
                </For>
                <input id="tags" class="grow min-w-24 bg-transparent outline-offset-4" maxlength="60" autocomplete="off" aria-describedby="tags-note"
                    prop:value=move || typed.get() on:input:target=move |event| typed.set(event.target().value())
                    on:keydown=on_key on:blur=move |_| add()/>
            </div>
        </Field>
    }
}

#[component]
fn Person(
    editing: Editing,
    id: &'static str,
    label: &'static str,
    roles: &'static [Role],
    error: Signal<Option<String>>,
    get: fn(&super::draft::Draft) -> Option<StaffId>,
    set: fn(&mut super::draft::Draft, Option<StaffId>),
) -> impl IntoView {
    let chosen = move || editing.draft.with(get);
    // Whoever holds the place stays offered, whatever their role is by now.
    let held = editing.draft.with_untracked(get);
    let people = editing.users.with_untracked(|users| {
        let fits =
            |user: &&api_types::users::User| (user.is_active && roles.contains(&user.role)) || held == Some(user.id);
        users.iter().filter(fits).cloned().collect::<Vec<_>>()
    });
    view! {
        <Field id label error>
            <select id=id class="select-x w-full" aria-describedby=format!("{id}-note")
                on:change:target=move |event| editing.draft.update(|draft| set(draft, event.target().value().parse().ok()))>
                <option value="" selected=move || chosen().is_none()>"Nobody"</option>
                {people.into_iter().map(|user| view! {
                    <option value=user.id.to_string() selected=move || chosen() == Some(user.id)>{format!("{} {}", user.first_name, user.last_name)}</option>
                }).collect_view()}
            </select>
        </Field>
    }
}
