use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::query::Shown;
use crate::{
    api::Client,
    browser,
    components::{ProgressButton, Toasts},
    view,
};

/// Saves what is shown as a file.
#[component]
pub(super) fn Export(shown: Memo<Shown>) -> impl IntoView {
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let export = Callback::new(move |()| {
        let search = shown.get_untracked().search();
        is_busy.set(true);
        spawn_local(async move {
            match api.audit_file(&search).await {
                Ok(text) if browser::save_file("audit.csv", "text/csv", &text).is_some() => {
                    toasts.say("The log was saved as audit.csv.");
                }
                Ok(_) => toasts.say("The browser did not save the file."),
                Err(error) => toasts.fail("The log was not exported.", &error),
            }
            is_busy.try_set(false);
        });
    });
    view! { <ProgressButton is_busy label="Export CSV" busy_label="Exporting" class="button" icon="download" on_click=export/> }
}
