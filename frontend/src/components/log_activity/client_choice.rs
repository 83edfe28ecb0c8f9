use api_types::clients::ClientListItem;
use domain::ClientId;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    components::{Field, Show},
    query, view,
};

/// Milliseconds without a key before the server is asked.
const TYPING_PAUSE: u32 = 180;
/// Clients offered at once.
const OFFERED: i64 = 6;

/// With which client it was, where no client is at hand.
#[component]
pub(super) fn ClientChoice(
    chosen: RwSignal<Option<(ClientId, String)>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let api = Client::from_context();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<ClientListItem>>);
    let turn = StoredValue::new(0_u32);
    let ask = move |text: String| {
        typed.set(text);
        chosen.set(None);
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            let text = typed.try_get_untracked().unwrap_or_default().trim().to_owned();
            if turn.try_get_value() != Some(mine) || text.is_empty() {
                return;
            }
            let page = api.list_clients(&format!("q={}&sort=name&limit={OFFERED}", query::escape(&text))).await;
            if turn.try_get_value() == Some(mine) {
                found.set(page.ok().map(|page| page.data));
            }
        });
    };
    let choose = move |id: ClientId, name: String| {
        typed.set(name.clone());
        found.set(None);
        chosen.set(Some((id, name)));
        crate::browser::focus("#log-subject");
    };
    // Enter takes the first that was found, instead of sending a form without a client.
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && chosen.with_untracked(Option::is_none) {
            event.prevent_default();
            if let Some(first) = found.with_untracked(|found| found.as_ref()?.first().cloned()) {
                choose(first.id, first.name);
            }
        }
    };
    view! {
        <Field id="log-client" label="Client" error>
            <input id="log-client" type="search" class="input-x w-full" autocomplete="off" maxlength="200" placeholder="Part of a name" aria-describedby="log-client-note"
                prop:value=move || typed.get() on:input:target=move |event| ask(event.target().value()) on:keydown=on_key/>
            <Show when=move || found.with(|found| found.as_ref().is_some_and(|found| !found.is_empty()))>
                <ul class="rounded-lg border border-base-300 p-1" aria-label="Clients found">
                    {move || found.get().unwrap_or_default().into_iter().map(|client| {
                        let name = client.name.clone();
                        view! { <li><button type="button" class="menu-item" on:click=move |_| choose(client.id, name.clone())>{client.name}</button></li> }
                    }).collect_view()}
                </ul>
            </Show>
            <Show when=move || found.with(|found| found.as_ref().is_some_and(Vec::is_empty))>
                <p class="muted text-[12px]" role="status">"No client has this in its name"</p>
            </Show>
        </Field>
    }
}
