use leptos::prelude::*;

use crate::{components::Icon, view};

/// Nothing to show, and what to do about it; the children are the button.
#[component]
pub fn EmptyState(
    icon: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center text-center px-6 py-14">
            <span class="grid place-items-center size-11 rounded-full bg-base-200 border border-base-300 muted">
                <Icon name=icon class="size-5"/>
            </span>
            <p class="mt-3 font-semibold text-[14px]">{title}</p>
            <p class="muted mt-1 max-w-md leading-5">{text}</p>
            <div class="mt-4 flex flex-wrap justify-center gap-2">{children.map(|children| children())}</div>
        </div>
    }
}
