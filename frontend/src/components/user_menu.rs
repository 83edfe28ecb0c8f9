use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Icon, Popover, Show, Toasts},
    format, routes,
    session::Session,
    view,
    words::Words,
};

/// Who is signed in, their sessions, and the way out.
#[component]
pub fn UserMenu() -> impl IntoView {
    let session = Session::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let name = move || session.me().map(|me| format!("{} {}", me.first_name, me.last_name)).unwrap_or_default();
    let trigger = move || {
        view! {
            <span class="grid place-items-center size-7 rounded-full bg-primary/15 text-primary text-[11px] font-semibold">
                {move || format::initials(&name())}
            </span>
            <span class="sr-only">", your account"</span>
        }
    };
    let sign_out = move |_| {
        spawn_local(async move {
            if let Err(error) = session.sign_out().await {
                toasts.fail("You are signed out here, but the server could not be told.", &error);
            }
        });
    };
    view! {
        <Show when=move || session.me().is_some()>
            <Popover class="button-icon ml-1" align_right=true is_open trigger>
                <div class="w-60">
                    <div class="px-3.5 py-3 border-b border-base-300">
                        <p class="font-semibold truncate">{name}</p>
                        <p class="muted text-[12px] truncate">{move || session.me().map(|me| me.email.clone())}</p>
                        <p class="muted text-[12px]">{move || session.me().map(|me| me.role.words())}</p>
                    </div>
                    <div class="p-1.5">
                        <a class="menu-item" href=routes::SESSIONS on:click=move |_| is_open.set(false)>
                            <Icon name="monitor-smartphone"/>"Sessions"
                        </a>
                        <button type="button" class="menu-item" on:click=sign_out><Icon name="log-out"/>"Sign out"</button>
                    </div>
                </div>
            </Popover>
        </Show>
    }
}
