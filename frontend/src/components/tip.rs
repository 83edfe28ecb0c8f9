use domain::NullReason;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};
use wasm_bindgen::JsCast;

use crate::{format, view, words::Words};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// More about something, on hover and on focus. It lies on the window, so that no scrolling box cuts it off.
#[component]
pub fn Tip(
    #[prop(into)] text: String,
    #[prop(default = "tip")] class: &'static str,
    #[prop(optional, into)] label: Option<String>,
    children: Children,
) -> impl IntoView {
    let id = format!("tip-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let place = RwSignal::new(None::<(f64, f64, bool)>);
    let show = move |event: web_sys::Event| {
        let Some(target) = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else { return };
        let rect = target.get_bounding_client_rect();
        let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1024.0);
        let x = (rect.left() + rect.width() / 2.0).clamp(136.0, (width - 136.0).max(136.0));
        let is_above = rect.top() > 96.0;
        place.set(Some((x, if is_above { rect.top() - 6.0 } else { rect.bottom() + 6.0 }, is_above)));
    };
    let hide = move || place.set(None);
    view! {
        <button type="button" class=class aria-label=label aria-describedby=id.clone()
            on:mouseenter=move |event| show(event.into()) on:focus=move |event| show(event.into())
            on:click=move |event| { event.stop_propagation(); event.prevent_default(); show(event.into()) }
            on:mouseleave=move |_| hide() on:blur=move |_| hide()
            on:keydown=move |event| if event.key() == "Escape" { hide() }>
            {children()}
        </button>
        <span role="tooltip" id=id class="tip-panel" class:is-open=move || place.get().is_some()
            class:is-above=move || place.get().is_some_and(|(_, _, is_above)| is_above)
            style:left=move || place.get().map(|(x, _, _)| format!("{x}px"))
            style:top=move || place.get().map(|(_, y, _)| format!("{y}px"))>
            {text}
        </span>
    }
}

/// No value, and why.
#[component]
pub fn NotAvailable(#[prop(optional_no_strip)] reason: Option<NullReason>) -> impl IntoView {
    let text = reason.map_or("There is no value.", Words::words);
    view! { <Tip text=text class="tip muted">{format::NONE}</Tip> }
}
