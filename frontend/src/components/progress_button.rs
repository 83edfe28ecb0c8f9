use leptos::prelude::*;

use crate::{components::Icon, view};

/// A button that says that it is at work and cannot be pressed again meanwhile.
#[component]
pub fn ProgressButton(
    #[prop(into)] is_busy: Signal<bool>,
    label: &'static str,
    busy_label: &'static str,
    #[prop(default = "button")] kind: &'static str,
    #[prop(default = "button button-primary")] class: &'static str,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
) -> impl IntoView {
    // Disabled, it would lose the focus: whoever uses the keyboard would begin at the top of the page again.
    let press = move |event: leptos::ev::MouseEvent| {
        if is_busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(());
        }
    };
    view! {
        <button type=kind class=class aria-disabled=move || is_busy.get().then_some("true") aria-busy=move || is_busy.get().to_string() on:click=press>
            {move || match (is_busy.get(), icon) {
                (true, _) => Some(view! { <Icon name="loader-circle" class="spin"/> }),
                (false, Some(icon)) => Some(view! { <Icon name=icon/> }),
                (false, None) => None,
            }}
            {move || if is_busy.get() { busy_label } else { label }}
        </button>
    }
}
