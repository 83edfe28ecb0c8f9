use api_types::api_keys::ApiKey;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    browser,
    components::{Confirm, Toasts},
    effect::effect,
    format, view,
};

/// Asks before a key goes for good, and says what stops with it.
#[component]
pub(super) fn Revoke(doomed: RwSignal<Option<ApiKey>>, on_done: Callback<()>) -> impl IntoView {
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
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
    let text = Signal::derive(move || doomed.with(|key| key.as_ref().map(what_stops).unwrap_or_default()));
    let revoke = Callback::new(move |()| {
        let Some(key) = doomed.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match api.revoke_api_key(key.id).await {
                Ok(()) => {
                    toasts.say(format!("“{}” no longer works.", key.name));
                    on_done.run(());
                }
                Err(error) => toasts.fail("The key was not revoked.", &error),
            }
            is_busy.set(false);
            is_open.set(false);
        });
    });
    view! { <Confirm is_open title=Signal::stored("Revoke this key?".to_owned()) text action="Revoke key" busy_action="Revoking" is_busy on_confirm=revoke/> }
}

fn what_stops(key: &ApiKey) -> String {
    let used = match key.last_used_at {
        Some(at) => format!("It was last used {}.", format::ago(at, browser::now())),
        None => "It was never used.".to_owned(),
    };
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    format!(
        "Whatever calls the API with “{}” ({}…) stops working at once: it acts for {} with {}. {used} This cannot be undone.",
        key.name,
        key.prefix,
        key.user.name,
        scopes.join(", ")
    )
}
