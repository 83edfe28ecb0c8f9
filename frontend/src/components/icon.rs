use leptos::prelude::*;

use crate::view;

/// A picture from `style/icons.css`, in the colour of the text. Never alone: a word or a label stands with it.
#[component]
pub fn Icon(name: &'static str, #[prop(optional)] class: &'static str) -> impl IntoView {
    view! { <span class=format!("icon i-{name} {class}") aria-hidden="true"></span> }
}
