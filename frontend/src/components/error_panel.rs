use leptos::prelude::*;

use crate::{api::ApiError, components::Icon, view};

/// What went wrong, what to do, and the id to report it by. The rest of the page stays.
#[component]
pub fn ErrorPanel(error: ApiError, #[prop(optional, into)] on_retry: Option<Callback<()>>) -> impl IntoView {
    view! {
        <div role="alert" class="m-4 flex items-start gap-3 rounded-lg border border-base-300 bg-base-200 p-4 min-w-0">
            <Icon name="circle-alert" class="CRITICAL mt-0.5"/>
            <div class="min-w-0 grow">
                <p class="font-semibold">{error.title()}</p>
                <p class="muted mt-0.5 leading-5 break-words">{error.detail()}</p>
                {error.request_id().map(|id| view! {
                    <p class="muted mt-1 text-[12px] break-all">"Request "<code>{id}</code></p>
                })}
                {on_retry.map(|retry| view! {
                    <button type="button" class="button mt-3" on:click=move |_| retry.run(())>
                        <Icon name="rotate-cw"/>"Try again"
                    </button>
                })}
            </div>
        </div>
    }
}
