use domain::staff::Role;
use leptos::prelude::*;

use super::{dialog::UserForm, draft::Draft, row::books};
use crate::{
    api::ApiError,
    components::{Clash, Field, FormEnd, Icon, Refused},
    format,
    session::Session,
    view,
    words::Words,
};

const POINTERS: [&str; 6] = ["/email", "/first_name", "/last_name", "/role", "/time_zone", "/is_active"];

/// The fields of a user.
#[component]
pub(super) fn Fields(form: UserForm, on_save: Callback<()>) -> impl IntoView {
    let session = Session::from_context();
    let draft = form.draft;
    let error_of =
        move |pointer: &'static str| Signal::derive(move || form.error.get().and_then(|error| error.field(pointer)));
    let names_a_field = |error: &ApiError| POINTERS.iter().any(|pointer| error.field(pointer).is_some());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    let base = form.base.get_untracked();
    let is_new = base.is_none();
    let is_me = base.as_ref().is_some_and(|user| session.me().is_some_and(|me| me.id == user.id));
    let own = is_me.then(|| "Your own account: another administrator can change this.".to_owned());
    let role_help = own
        .clone()
        .or_else(|| (!is_new).then(|| "Another role signs them out; it counts when they sign in again.".to_owned()));
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || form.clash.get().map(|text| view! { <Clash text/> })}
            {move || form.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            {is_new.then(|| view! {
                <Line form id="user-email" label="E-mail" longest="254" error=error_of("/email")
                    help="They sign in with it. A password is made and shown once."
                    get=|draft| &draft.email set=|draft, text| draft.email = text/>
            })}
            <div class="grid sm:grid-cols-2 gap-4">
                <Line form id="user-first" label="First name" longest="100" error=error_of("/first_name") get=|draft| &draft.first_name set=|draft, text| draft.first_name = text/>
                <Line form id="user-last" label="Last name" longest="100" error=error_of("/last_name") get=|draft| &draft.last_name set=|draft, text| draft.last_name = text/>
                <Field id="user-role" label="Role" error=error_of("/role") help=Signal::stored(role_help)>
                    <select id="user-role" class="select-x w-full" aria-describedby="user-role-note" disabled=is_me
                        on:change:target=move |event| if let Ok(role) = event.target().value().parse() { draft.update(|draft| draft.role = role) }>
                        {Role::ALL.iter().map(|role| view! {
                            <option value=role.as_str() selected=move || draft.with(|draft| draft.role == *role)>{role.words()}</option>
                        }).collect_view()}
                    </select>
                </Field>
                <Line form id="user-zone" label="Time zone" longest="64" error=error_of("/time_zone")
                    help="As in Europe/Berlin" get=|draft| &draft.time_zone set=|draft, text| draft.time_zone = text/>
            </div>
            {(!is_new).then(|| view! {
                <Field id="user-active" label="Access" error=error_of("/is_active") help=Signal::stored(own)>
                    <label class="flex items-center gap-2.5">
                        <input id="user-active" type="checkbox" class="check" disabled=is_me aria-describedby="user-active-note"
                            prop:checked=move || draft.with(|draft| draft.is_active)
                            on:change:target=move |event| draft.update(|draft| draft.is_active = event.target().checked())/>
                        "May sign in"
                    </label>
                </Field>
            })}
            {move || (form.start.with(|start| start.is_active) && !draft.with(|draft| draft.is_active)).then(|| view! { <Consequences form/> })}
            <FormEnd is_open=form.is_open is_changed=Signal::derive(move || form.is_changed()) asks_to_discard=form.asks_to_discard
                is_busy=form.is_busy label=if is_new { "Add user" } else { "Save" } busy_label="Saving"/>
        </form>
    }
}

/// What happens when someone is disabled: their sessions, their keys, and the clients they look after.
#[component]
fn Consequences(form: UserForm) -> impl IntoView {
    let Some(user) = form.base.get_untracked() else { return ().into_any() };
    let keys = user.account.as_ref().map_or(0, |account| account.api_keys);
    let clients = user.csm_clients + user.ae_clients;
    let text = match keys {
        0 => "They are signed out everywhere.".to_owned(),
        1 => "They are signed out everywhere, and their API key stops working until they are enabled again.".to_owned(),
        keys => format!(
            "They are signed out everywhere, and their {} API keys stop working until they are enabled again.",
            format::count(keys)
        ),
    };
    view! {
        <div role="status" class="flex items-start gap-2.5 rounded-lg border border-base-300 bg-base-200 p-3">
            <Icon name="triangle-alert" class="MONITOR mt-0.5"/>
            <div class="grid gap-1 leading-5">
                <p>{text}</p>
                {(clients > 0).then(|| view! {
                    <p>"Their clients stay theirs until someone is assigned: "{books(&user)}</p>
                })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Line(
    form: UserForm,
    id: &'static str,
    label: &'static str,
    longest: &'static str,
    error: Signal<Option<String>>,
    get: fn(&Draft) -> &String,
    set: fn(&mut Draft, String),
    #[prop(optional)] help: Option<&'static str>,
) -> impl IntoView {
    view! {
        <Field id label error help=Signal::stored(help.map(str::to_owned))>
            <input id=id class="input-x w-full" maxlength=longest autocomplete="off" aria-describedby=format!("{id}-note")
                prop:value=move || form.draft.with(|draft| get(draft).clone())
                on:input:target=move |event| form.draft.update(|draft| set(draft, event.target().value()))/>
        </Field>
    }
}
