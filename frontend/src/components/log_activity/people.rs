use api_types::contacts::Contact;
use domain::{ClientId, ContactId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::draft::Draft;
use crate::{
    api::Client,
    components::{For, Show},
    effect::effect,
    view,
    words::Words,
};

/// Who took part, of the client's contacts.
#[component]
pub(super) fn People(
    client: Signal<Option<ClientId>>,
    draft: RwSignal<Draft>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let api = Client::from_context();
    let contacts = RwSignal::new(Vec::<Contact>::new());
    let failed = RwSignal::new(false);
    effect(move || {
        contacts.set(Vec::new());
        let Some(id) = client.get() else { return };
        spawn_local(async move {
            match api.client_contacts(id).await {
                Ok(list) => {
                    failed.try_set(false);
                    contacts.try_set(list.data);
                }
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    });
    // Who left is offered only where they were there.
    let offered = move || {
        let chosen = draft.with(|draft| draft.contacts.clone());
        let mut all = contacts.get();
        all.retain(|contact| contact.is_active || chosen.contains(&contact.id));
        all
    };
    let toggle = move |id: ContactId, is_in: bool| {
        draft.update(|draft| {
            draft.contacts.retain(|other| *other != id);
            if is_in {
                draft.contacts.push(id);
            }
        });
    };
    view! {
        <Show when=move || failed.get()>
            <p class="muted" role="status">"The contacts could not be loaded; the activity can be logged without them."</p>
        </Show>
        <Show when=move || !offered().is_empty()>
            <fieldset class="grid gap-1.5 min-w-0">
                <legend class="font-medium mb-1.5">"Who took part"</legend>
                <div class="flex flex-wrap gap-1.5 max-h-32 overflow-auto" tabindex="0" role="group" aria-label="Contacts">
                    <For each=offered key=|contact| contact.id let:contact>
                        <label class="chip h-7! cursor-pointer">
                            <input type="checkbox" class="check" prop:checked=move || draft.with(|draft| draft.contacts.contains(&contact.id))
                                on:change:target=move |event| toggle(contact.id, event.target().checked())/>
                            <span class="truncate">{contact.name.clone()}</span>
                            <span class="muted whitespace-nowrap">{contact.role.words()}</span>
                        </label>
                    </For>
                </div>
                <p class="CRITICAL text-[12px] empty:hidden">{move || error.get()}</p>
            </fieldset>
        </Show>
    }
}
