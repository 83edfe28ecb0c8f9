use api_types::contacts::ContactList;
use domain::{ContactId, staff::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    coverage::Coverage,
    dialog::{ContactDialog, ContactForm},
    person::{self, Person},
    remove::Remove,
};
use crate::{
    api::Client as Api,
    browser,
    components::{EmptyState, ErrorPanel, Icon, LogActivity},
    effect::effect,
    format,
    load::Loaded,
    pages::client::context::ClientContext,
    view,
};

/// The tab.
#[component]
pub fn ClientContacts() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let contacts = Loaded::<ContactList>::new(move || log.saved(), move |_| api.client_contacts(client.id));
    let query = use_query_map();
    let sought =
        Memo::new(move |_| query.with(|query| query.get_str("contact").and_then(|id| id.parse::<ContactId>().ok())));
    effect(move || {
        if let (true, Some(id)) = (contacts.data.with(Option::is_some), sought.get()) {
            browser::bring_into_view(person::place(id));
        }
    });
    let form = ContactForm::new();
    let doomed = RwSignal::new(None);
    let add = move || {
        client.may(Permission::EditContacts).then(|| {
            view! {
                <button type="button" class="button button-primary" on:click=move |_| form.open(None)><Icon name="user-plus"/>"Add a contact"</button>
            }
        })
    };
    view! {
        {move || match (contacts.data.get(), contacts.error.get()) {
            (_, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=contacts.retry()/></div>
            },
            (None, None) => view! { <Waiting/> },
            (Some(list), None) => {
                let title = format::counted(list.pagination.total, "contact", "contacts");
                let sought = sought.get();
                let shown = list.data.len() as i64;
                let cut = (shown < list.pagination.total).then(|| format!("The first {shown} are shown."));
                view! {
                    <div class="grid gap-4">
                        <Coverage roles=list.role_coverage engaged_days=list.engaged_days/>
                        <section class="card-x" aria-label="Contacts">
                            <div class="flex flex-wrap items-center gap-3 px-4 py-3 border-b border-base-300">
                                <h2 class="font-semibold">{title}</h2>
                                {cut.map(|text| view! { <p class="muted">{text}</p> })}
                                <div class="ml-auto no-print">{(shown > 0).then(add)}</div>
                            </div>
                            {if list.data.is_empty() {
                                view! {
                                    <EmptyState icon="users" title="Nobody is known here yet" text="Add the champion, the sponsor and the administrator first: the health score counts whether they are engaged.">
                                        {add()}
                                    </EmptyState>
                                }
                            } else {
                                view! { <ul>{list.data.into_iter().map(|contact| {
                                    let is_sought = sought == Some(contact.id);
                                    view! { <Person contact form doomed is_sought/> }
                                }).collect_view()}</ul> }
                            }}
                        </section>
                    </div>
                }
            }
        }}
        <ContactDialog form/>
        <Remove doomed/>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the contacts"</p>
        <div class="grid gap-4" aria-hidden="true">
            <div class="card-x p-4"><span class="skel h-4 w-40"></span><span class="skel h-16 w-full mt-3"></span></div>
            <div class="card-x p-4 grid gap-5">{(0..5).map(|_| view! { <span class="skel h-9 w-full"></span> }).collect_view()}</div>
        </div>
    }
}
