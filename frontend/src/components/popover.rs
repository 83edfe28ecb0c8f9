use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use leptos::prelude::*;

use crate::{browser, components::Show, effect::effect, view};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A button that opens a panel below it. Escape, a click elsewhere and leaving by Tab close it.
#[component]
pub fn Popover(
    /// What the button is called where its content is no word.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(default = "button")] class: &'static str,
    #[prop(optional)] align_right: bool,
    #[prop(optional)] is_open: Option<RwSignal<bool>>,
    #[prop(into)] trigger: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = is_open.unwrap_or_else(|| RwSignal::new(false));
    let id: Arc<str> = format!("popover-{}", NEXT.fetch_add(1, Ordering::Relaxed)).into();
    let panel_id = format!("{id}-panel");
    let button_id = format!("{id}-button");

    let container = Arc::clone(&id);
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        if is_open.get_untracked() && !browser::is_inside(&event, &container) {
            is_open.set(false);
        }
    });
    on_cleanup(move || outside.remove());

    let selector = format!("#{button_id}");
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            event.prevent_default();
            is_open.set(false);
            browser::focus(&selector);
        }
    };
    let container = Arc::clone(&id);
    let close_on_leave = move |event: leptos::ev::FocusEvent| {
        // Without a new target the focus left the window or went to nothing focusable inside the panel.
        let Some(target) = event.related_target() else { return };
        let Ok(target) = wasm_bindgen::JsCast::dyn_into::<web_sys::Node>(target) else { return };
        let stays = document().get_element_by_id(&container).is_some_and(|box_| box_.contains(Some(&target)));
        if !stays {
            is_open.set(false);
        }
    };
    // Whatever in the panel closed it, the focus does not go with it.
    let (container, selector) = (Arc::clone(&id), format!("#{button_id}"));
    let was_open = StoredValue::new(false);
    effect(move || {
        let closes = was_open.get_value() && !is_open.get();
        was_open.set_value(is_open.get());
        if closes && browser::is_focus_lost_with(&container) {
            browser::focus(&selector);
        }
    });
    // A panel begins at its button; where it would stick out of the window, it moves as far as it must.
    let shift = RwSignal::new(0.0_f64);
    let panel = panel_id.clone();
    effect(move || {
        if is_open.get() {
            shift.set(0.0);
            let panel = panel.clone();
            request_animation_frame(move || {
                shift.try_set(browser::shift_into_window(&panel));
            });
        }
    });
    let side = if align_right { "right-0" } else { "left-0" };
    view! {
        <div id=id.to_string() class="relative" on:keydown=close_on_escape on:focusout=close_on_leave>
            <button type="button" id=button_id class=class aria-label=label aria-controls=panel_id.clone()
                aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>
                {move || trigger.run()}
            </button>
            <div id=panel_id class=format!("menu-panel {side}") hidden=move || !is_open.get() style:translate=move || format!("{}px", shift.get())>
                <Show when=move || is_open.get()>{children()}</Show>
            </div>
        </div>
    }
}
