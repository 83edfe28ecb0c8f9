use api_types::contacts::Contact;
use domain::{ContactId, client::EngagementStatus, staff::Permission};
use leptos::prelude::*;

use super::dialog::ContactForm;
use crate::{browser, components::Icon, format, pages::client::context::ClientContext, view, words::Words};

/// Where on the page a contact stands.
pub(super) fn place(id: ContactId) -> String {
    format!("contact-{id}")
}

/// One contact: a row of cells where there is room, a card on a phone.
#[component]
pub(super) fn Person(
    contact: Contact,
    form: ContactForm,
    doomed: RwSignal<Option<Contact>>,
    /// Whether this is the one a search led to.
    is_sought: bool,
) -> impl IntoView {
    let client = ClientContext::from_context();
    let has_left = !contact.is_active;
    let (edited, removed) = (contact.clone(), contact.clone());
    let (edit_label, remove_label) = (format!("Edit {}", contact.name), format!("Remove {}", contact.name));
    let note = match (contact.left_company_at, has_left) {
        (Some(day), _) => Some(format!("Left {}", format::day(day, browser::today()))),
        (None, true) => Some("No longer there".to_owned()),
        (None, false) => None,
    };
    let ago = |what: &str, never: &str, at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or_else(|| never.to_owned(), |at| format!("{what} {}", format::ago(at, browser::now())))
    };
    view! {
        <li id=place(contact.id) class:sought-x=is_sought aria-current=is_sought.then_some("true") class="grid gap-x-4 gap-y-2 md:grid-cols-[minmax(0,2.2fr)_minmax(0,2fr)_minmax(0,1.2fr)_minmax(0,1.2fr)_auto] items-center px-4 py-3 border-b border-base-300 last:border-b-0">
            <div class="min-w-0">
                <p class="flex flex-wrap items-center gap-x-2">
                    <span class="font-medium break-words" class:muted=has_left>{contact.name.clone()}</span>
                    {contact.is_key.then(|| view! { <span class="chip"><Icon name="star" class="size-3"/>"Key"</span> })}
                    {contact.is_primary.then(|| view! { <span class="chip">"Primary"</span> })}
                    {note.map(|note| view! { <span class="chip">{note}</span> })}
                </p>
                <p class="muted text-[12px] break-words">
                    {contact.role.words()}{contact.title.clone().map(|title| format!(" · {title}"))}
                </p>
                {contact.notes.clone().map(|notes| view! { <p class="muted text-[12px] mt-1 whitespace-pre-line break-words">{notes}</p> })}
            </div>
            <div class="min-w-0 grid gap-0.5">
                {contact.email.clone().map(|email| view! { <a class="link-x break-all" href=format!("mailto:{email}")>{email.clone()}</a> })}
                {contact.phone.clone().map(|phone| view! { <a class="muted break-words" href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> })}
            </div>
            <p class="min-w-0"><Engagement status=contact.engagement_status has_left/>
                <span class="block muted text-[12px]">{ago("Signed in", "Never signed in", contact.last_platform_login)}</span>
            </p>
            <p class="muted text-[12px]">{ago("Talked to", "Never talked to", contact.last_csm_contact)}</p>
            {client.may(Permission::EditContacts).then(|| view! {
                <div class="flex gap-1 no-print">
                    <button type="button" class="button-icon" aria-label=edit_label on:click=move |_| form.open(Some(edited.clone()))><Icon name="pencil"/></button>
                    <button type="button" class="button-icon" aria-label=remove_label on:click=move |_| doomed.set(Some(removed.clone()))><Icon name="trash-2"/></button>
                </div>
            })}
        </li>
    }
}

#[component]
fn Engagement(status: EngagementStatus, has_left: bool) -> impl IntoView {
    let class = match status {
        _ if has_left => "muted",
        EngagementStatus::Active => "HEALTHY",
        EngagementStatus::Declining => "MONITOR",
        EngagementStatus::Inactive => "AT_RISK",
    };
    view! { <span class=format!("band {class}")>{status.words()}</span> }
}
