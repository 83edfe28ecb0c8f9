//! A secret that is shown once: a key, or a password that was made.
use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    browser,
    components::{Dialog, Icon, Show, Toasts},
    view,
};

/// A secret and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    pub title: String,
    pub label: &'static str,
    pub text: String,
    pub what_now: String,
}

/// Shows a secret until it was copied; who leaves without that is asked once.
#[component]
pub fn ShownOnce(secret: RwSignal<Option<Secret>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let has_copied = RwSignal::new(false);
    let asks = RwSignal::new(false);
    crate::effect::effect(move || {
        if secret.with(Option::is_some) {
            has_copied.set(false);
            asks.set(false);
            is_open.set(true);
        }
    });
    // What was shown is not kept longer than it is shown.
    crate::effect::effect(move || {
        if !is_open.get() {
            secret.set(None);
        }
    });
    let title =
        Signal::derive(move || secret.with(|secret| secret.as_ref().map(|s| s.title.clone()).unwrap_or_default()));
    let may_close = Callback::new(move |()| {
        let may = has_copied.get_untracked() || asks.get_untracked();
        asks.set(!may);
        may
    });
    view! {
        <Dialog is_open title may_close><Content secret is_open has_copied asks/></Dialog>
    }
}

#[component]
fn Content(
    secret: RwSignal<Option<Secret>>,
    is_open: RwSignal<bool>,
    has_copied: RwSignal<bool>,
    asks: RwSignal<bool>,
) -> impl IntoView {
    let toasts = Toasts::from_context();
    let field = NodeRef::<html::Input>::new();
    let shown = secret.get_untracked();
    let (label, text, what_now) = shown.map(|secret| (secret.label, secret.text, secret.what_now)).unwrap_or((
        "Secret",
        String::new(),
        String::new(),
    ));
    let copied = text.clone();
    let copy = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            if browser::copy(&text).await {
                toasts.say(format!("{label} copied."));
            } else {
                // Without the clipboard, which browsers open to secure pages only, the person copies it.
                field.with_untracked(|field| field.as_ref().map(|field| field.select()));
                toasts.say("It is marked; press Ctrl+C to copy it.");
            }
            has_copied.try_set(true);
            asks.try_set(false);
        });
    };
    let finish = move |_| {
        if has_copied.get_untracked() || asks.get_untracked() {
            is_open.set(false);
        } else {
            asks.set(true);
        }
    };
    view! {
        <div class="px-5 pb-5 pt-2 grid gap-4">
            <p class="leading-5">{what_now}</p>
            <div class="grid gap-1.5">
                <label for="shown-once" class="font-medium">{label}</label>
                <div class="flex gap-2">
                    <input id="shown-once" node_ref=field class="input-x w-full font-mono" readonly prop:value=text/>
                    <button type="button" class="button button-primary" on:click=copy><Icon name="copy"/>"Copy"</button>
                </div>
            </div>
            <Show when=move || asks.get()>
                <p role="alert" class="flex items-start gap-2.5 rounded-lg border border-base-300 bg-base-200 p-3">
                    <Icon name="triangle-alert" class="MONITOR mt-0.5"/>
                    "It was not copied, and nobody can show it again. Close once more to leave without it."
                </p>
            </Show>
            <div class="flex justify-end">
                <button type="button" class="button" on:click=finish>
                    {move || if asks.get() { "Close without it" } else { "Done" }}
                </button>
            </div>
        </div>
    }
}
