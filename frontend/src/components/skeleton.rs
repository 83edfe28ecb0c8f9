use leptos::prelude::*;

/// A grey shape where something will be; `class` gives it its size.
#[component]
pub fn Skeleton(#[prop(into)] class: String) -> impl IntoView {
    view! { <span class=format!("skel block {class}") aria-hidden="true"></span> }
}
