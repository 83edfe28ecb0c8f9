use leptos::prelude::*;

use crate::{
    api::ApiError,
    components::{Icon, ProgressButton},
    view,
};

/// Another's change met ours.
#[component]
pub fn Clash(text: String) -> impl IntoView {
    view! {
        <div role="alert" class="flex items-start gap-2.5 rounded-lg border border-base-300 bg-base-200 p-3">
            <Icon name="triangle-alert" class="MONITOR mt-0.5"/>
            <p class="leading-5">{text}" What you typed is kept; save again to store it over theirs."</p>
        </div>
    }
}

/// Why nothing was saved, where it is no matter of one field.
#[component]
pub fn Refused(error: ApiError) -> impl IntoView {
    view! {
        <div role="alert" class="flex items-start gap-2.5 rounded-lg border border-base-300 bg-base-200 p-3">
            <Icon name="circle-alert" class="CRITICAL mt-0.5"/>
            <p class="leading-5"><span class="font-medium">{error.title()}". "</span>{error.detail()}</p>
        </div>
    }
}

/// The end of a form: cancel and save, or the question whether to forget what was typed.
#[component]
pub fn FormEnd(
    is_open: RwSignal<bool>,
    #[prop(into)] is_changed: Signal<bool>,
    asks_to_discard: RwSignal<bool>,
    #[prop(into)] is_busy: Signal<bool>,
    label: &'static str,
    busy_label: &'static str,
) -> impl IntoView {
    view! {
        {move || if asks_to_discard.get() {
            view! {
                <div role="alert" class="flex flex-wrap items-center justify-end gap-2">
                    <p class="grow font-medium">"Discard what you typed?"</p>
                    <button type="button" class="button" on:click=move |_| asks_to_discard.set(false)>"Keep editing"</button>
                    <button type="button" class="button button-danger" on:click=move |_| is_open.set(false)>"Discard"</button>
                </div>
            }
        } else {
            view! {
                <div class="flex flex-wrap justify-end gap-2">
                    <button type="button" class="button"
                        on:click=move |_| if is_changed.get_untracked() { asks_to_discard.set(true) } else { is_open.set(false) }>
                        "Cancel"
                    </button>
                    <ProgressButton is_busy kind="submit" label busy_label/>
                </div>
            }
        }}
    }
}

/// What was typed nowhere is taken over from what others stored meanwhile.
pub fn take_over<T: Clone + PartialEq>(mine: &mut T, base: &T, theirs: &T) {
    if mine == base {
        *mine = theirs.clone();
    }
}

/// A text as it is sent: nothing when it is empty.
pub fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
