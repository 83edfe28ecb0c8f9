use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{components::Icon, effect::effect, view};

/// Milliseconds without a key before a name is searched for.
const TYPING_PAUSE: u32 = 250;

/// Finds by name, or by other words, while one types.
#[component]
pub fn NameFilter(
    #[prop(into)] value: Signal<String>,
    on_change: Callback<String>,
    #[prop(default = "Filter by name")] label: &'static str,
) -> impl IntoView {
    let typed = RwSignal::new(value.get_untracked());
    let turn = StoredValue::new(0_u32);
    // Back and Forward change the address under the field.
    effect(move || {
        let wanted = value.get();
        if wanted != typed.get_untracked().trim() {
            typed.set(wanted);
        }
    });
    let search = move |text: String| {
        typed.set(text);
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            if turn.try_get_value() == Some(mine) {
                let text = typed.get_untracked().trim().to_owned();
                if value.get_untracked() != text {
                    on_change.run(text);
                }
            }
        });
    };
    view! {
        <div class="input-x search-x grow basis-32 max-w-64 max-sm:max-w-none">
            <Icon name="search" class="muted"/>
            <input id="name-filter" type="search" placeholder=label aria-label=label
                autocomplete="off" maxlength="200" prop:value=move || typed.get() on:input:target=move |event| search(event.target().value())/>
        </div>
    }
}
