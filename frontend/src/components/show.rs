use leptos::prelude::*;

use crate::view;

/// Shows its children while `when` holds; Leptos' own is compiled anew for each kind of child.
#[component]
pub fn Show<W: Fn() -> bool + Send + Sync + 'static>(when: W, children: ChildrenFn) -> impl IntoView {
    let is_shown = Memo::new(move |_| when());
    view! { {move || if is_shown.get() { children() } else { ().into_any() }} }
}
