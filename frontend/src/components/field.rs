use leptos::prelude::*;

use crate::view;

/// A label above, the control, and below it help or what is wrong. The control takes `id` and `{id}-note`.
#[component]
pub fn Field(
    id: &'static str,
    label: &'static str,
    #[prop(optional, into)] help: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="grid content-start gap-1.5 min-w-0">
            <label for=id class="font-medium">{label}</label>
            {children()}
            <p id=format!("{id}-note") class="text-[12px] leading-4 empty:hidden" class:CRITICAL=move || error.get().is_some()
                class:muted=move || error.get().is_none()>
                {move || error.get().or_else(|| help.get())}
            </p>
        </div>
    }
}
