use std::sync::atomic::{AtomicU32, Ordering};

use leptos::{html, prelude::*};

use crate::{
    components::{Icon, ProgressButton, Show},
    effect::effect,
    focus::Focus,
    view,
};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A modal dialog. The browser's own element keeps the focus inside and gives it back; `may_close` is asked before it
/// goes, so that nothing typed is lost silently.
#[component]
pub fn Dialog(
    is_open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(default = "modal-x")] class: &'static str,
    #[prop(optional, into)] may_close: Option<Callback<(), bool>>,
    children: ChildrenFn,
) -> impl IntoView {
    let id = format!("dialog-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let heading = id.clone();
    let node = NodeRef::<html::Dialog>::new();
    let opener: StoredValue<Option<Focus>, LocalStorage> = StoredValue::new_local(None);
    effect(move || {
        let Some(dialog) = node.get() else { return };
        match (is_open.get(), dialog.open()) {
            (true, false) => {
                opener.set_value(Focus::hold());
                let _ = dialog.show_modal();
            }
            (false, true) => {
                dialog.close();
                // What opened it may have been drawn anew under it.
                if let Some(Some(opener)) = opener.try_update_value(Option::take) {
                    opener.give_back();
                }
            }
            _ => {}
        }
    });
    let close = move || {
        if may_close.is_none_or(|may_close| may_close.run(())) {
            is_open.set(false);
        }
    };
    let on_cancel = move |event: web_sys::Event| {
        event.prevent_default();
        close();
    };
    view! {
        <dialog node_ref=node class=class aria-labelledby=heading on:cancel=on_cancel on:close=move |_| is_open.set(false)>
            <div class="flex items-center gap-2 px-5 pt-4">
                <h2 id=id class="text-[15px] font-semibold grow">{move || title.get()}</h2>
                <button type="button" class="button-icon" aria-label="Close" on:click=move |_| close()><Icon name="x"/></button>
            </div>
            <Show when=move || is_open.get()>{children()}</Show>
        </dialog>
    }
}

/// Asks before something is destroyed, and names it.
#[component]
pub fn Confirm(
    is_open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    action: &'static str,
    busy_action: &'static str,
    #[prop(into)] is_busy: Signal<bool>,
    on_confirm: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog is_open title>
            <div class="px-5 pb-5 pt-2">
                <p class="leading-5">{move || text.get()}</p>
                <div class="mt-5 flex flex-wrap justify-end gap-2">
                    <button type="button" class="button" on:click=move |_| is_open.set(false)>"Cancel"</button>
                    <ProgressButton is_busy label=action busy_label=busy_action class="button button-danger"
                        on_click=on_confirm/>
                </div>
            </div>
        </Dialog>
    }
}
