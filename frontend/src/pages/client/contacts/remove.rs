use api_types::contacts::Contact;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client as Api,
    components::{Confirm, LogActivity, Toasts},
    effect::effect,
    view,
};

/// Asks before a contact goes for good.
#[component]
pub(super) fn Remove(doomed: RwSignal<Option<Contact>>) -> impl IntoView {
    let api = Api::from_context();
    let log = LogActivity::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    // Each of the two only leads on, so that they cannot chase each other.
    effect(move || {
        if doomed.with(Option::is_some) {
            is_open.set(true);
        }
    });
    effect(move || {
        if !is_open.get() {
            doomed.set(None);
        }
    });
    let text = Signal::derive(move || {
        let name = doomed.with(|contact| contact.as_ref().map(|contact| contact.name.clone())).unwrap_or_default();
        format!(
            "{name} goes for good, and activities lose the name. For someone who left, note the day instead; the history stays."
        )
    });
    let remove = Callback::new(move |()| {
        let Some(contact) = doomed.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match api.delete_contact(contact.id).await {
                Ok(()) => {
                    toasts.say(format!("{} was removed.", contact.name));
                    log.was_saved(contact.client_id);
                }
                Err(error) => toasts.fail("The contact was not removed.", &error),
            }
            is_busy.set(false);
            is_open.set(false);
        });
    });
    view! { <Confirm is_open title="Remove this contact?" text action="Remove contact" busy_action="Removing" is_busy on_confirm=remove/> }
}
