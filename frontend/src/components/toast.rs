use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::ApiError,
    components::{For, Icon},
    view,
};

#[derive(Debug, Clone)]
struct Toast {
    id: u64,
    text: String,
    is_error: bool,
    undo: Option<Callback<()>>,
}

/// Short notes about what was done.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    items: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

impl Toasts {
    pub fn provide() {
        provide_context(Self { items: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
    }

    pub fn from_context() -> Self {
        expect_context()
    }

    /// Says that something was done.
    pub fn say(self, text: impl Into<String>) {
        self.add(text.into(), false, None);
    }

    /// Says that something was done and can be taken back.
    pub fn say_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.add(text.into(), false, Some(Callback::new(move |()| undo())));
    }

    /// Says that something was not done.
    pub fn fail(self, what: &str, error: &ApiError) {
        self.add(format!("{what} {}", error.detail()), true, None);
    }

    fn add(self, text: String, is_error: bool, undo: Option<Callback<()>>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let seconds = if is_error || undo.is_some() { 10 } else { 5 };
        self.items.update(|items| items.push(Toast { id, text, is_error, undo }));
        spawn_local(async move {
            TimeoutFuture::new(seconds * 1000).await;
            self.dismiss(id);
        });
    }

    fn dismiss(self, id: u64) {
        self.items.try_update(|items| items.retain(|toast| toast.id != id));
    }
}

/// Where the notes appear; screen readers hear them.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = Toasts::from_context();
    view! {
        <div class="toast-region" role="status" aria-live="polite" aria-atomic="false">
            <For each=move || toasts.items.get() key=|toast| toast.id let:toast>
                <div class="toast-x">
                    <Icon name=if toast.is_error { "circle-alert" } else { "check" } class="mt-0.5"/>
                    <p class="grow min-w-0 leading-5 break-words">{toast.text.clone()}</p>
                    {toast.undo.map(|undo| view! {
                        <button type="button" class="toast-action" on:click=move |_| { undo.run(()); toasts.dismiss(toast.id) }>"Undo"</button>
                    })}
                    <button type="button" class="toast-action" aria-label="Dismiss" on:click=move |_| toasts.dismiss(toast.id)>
                        <Icon name="x"/>
                    </button>
                </div>
            </For>
        </div>
    }
}
