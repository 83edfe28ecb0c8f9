use domain::client::ContactRole;
use leptos::prelude::*;

use super::{dialog::ContactForm, draft::Draft};
use crate::{
    api::ApiError,
    components::{Clash, Field, FormEnd, Refused},
    view,
    words::Words,
};

const POINTERS: [&str; 8] =
    ["/name", "/email", "/phone", "/title", "/role", "/platform_user_id", "/notes", "/left_company_at"];

/// The fields of a contact.
#[component]
pub(super) fn Fields(form: ContactForm, on_save: Callback<()>) -> impl IntoView {
    let draft = form.draft;
    let error_of =
        move |pointer: &'static str| Signal::derive(move || form.error.get().and_then(|error| error.field(pointer)));
    let names_a_field = |error: &ApiError| POINTERS.iter().any(|pointer| error.field(pointer).is_some());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || form.clash.get().map(|text| view! { <Clash text/> })}
            {move || form.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            <div class="grid sm:grid-cols-2 gap-4">
                <Line form id="contact-name" label="Name" longest="200" error=error_of("/name") get=|draft| &draft.name set=|draft, text| draft.name = text/>
                <Field id="contact-role" label="Role" error=error_of("/role")>
                    <select id="contact-role" class="select-x w-full" aria-describedby="contact-role-note"
                        on:change:target=move |event| if let Ok(role) = event.target().value().parse() { draft.update(|draft| draft.role = role) }>
                        {ContactRole::ALL.iter().map(|role| view! {
                            <option value=role.as_str() selected=move || draft.with(|draft| draft.role == *role)>{role.words()}</option>
                        }).collect_view()}
                    </select>
                </Field>
                <Line form id="contact-email" label="E-mail" longest="254" error=error_of("/email") get=|draft| &draft.email set=|draft, text| draft.email = text/>
                <Line form id="contact-phone" label="Phone" longest="50" error=error_of("/phone") get=|draft| &draft.phone set=|draft, text| draft.phone = text/>
                <Line form id="contact-title" label="Job title" longest="200" error=error_of("/title") get=|draft| &draft.title set=|draft, text| draft.title = text/>
                <Line form id="contact-user" label="Platform user" longest="200" error=error_of("/platform_user_id")
                    help="Their user id on the platform; sign-ins are read from it."
                    get=|draft| &draft.platform_user_id set=|draft, text| draft.platform_user_id = text/>
            </div>
            <div class="flex flex-wrap gap-x-6 gap-y-2">
                <label class="flex items-center gap-2.5">
                    <input type="checkbox" class="check" prop:checked=move || draft.with(|draft| draft.is_key)
                        on:change:target=move |event| draft.update(|draft| draft.is_key = event.target().checked())/>
                    "Key person"
                </label>
                <label class="flex items-center gap-2.5">
                    <input type="checkbox" class="check" prop:checked=move || draft.with(|draft| draft.is_primary)
                        on:change:target=move |event| draft.update(|draft| draft.is_primary = event.target().checked())/>
                    "Primary contact"
                </label>
            </div>
            <Field id="contact-notes" label="Worth knowing" error=error_of("/notes")>
                <textarea id="contact-notes" class="input-x w-full h-20! py-1.5!" maxlength="2000" aria-describedby="contact-notes-note"
                    prop:value=move || draft.with(|draft| draft.notes.clone())
                    on:input:target=move |event| draft.update(|draft| draft.notes = event.target().value())></textarea>
            </Field>
            <Field id="contact-left" label="Left the company on" error=error_of("/left_company_at")
                help=Signal::stored(Some("Empty while they are there. The history stays.".to_owned()))>
                <input id="contact-left" type="date" class="input-x" aria-describedby="contact-left-note"
                    prop:value=move || draft.with(|draft| draft.left_on.map(|day| day.to_string()).unwrap_or_default())
                    on:change:target=move |event| draft.update(|draft| draft.left_on = event.target().value().parse().ok())/>
            </Field>
            <FormEnd is_open=form.is_open is_changed=Signal::derive(move || form.is_changed()) asks_to_discard=form.asks_to_discard
                is_busy=form.is_busy label="Save" busy_label="Saving"/>
        </form>
    }
}

#[component]
fn Line(
    form: ContactForm,
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
