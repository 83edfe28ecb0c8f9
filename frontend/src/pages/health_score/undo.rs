//! Taking a version out of force, or away.
use api_types::config::HealthScoreConfig;
use domain::HealthScoreConfigId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::scope::{label, scope};
use crate::{
    api::{Answer, Client as Api},
    components::{Confirm, Toasts},
    view,
};

#[component]
pub(super) fn End(is_open: RwSignal<bool>, config: HealthScoreConfig, on_done: Callback<()>) -> impl IntoView {
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let (id, revision, name) = (config.id, config.revision, label(&config));
    let title = format!("Put {name} out of force?");
    let text = format!(
        "{name} no longer makes the scores of {}: the next less specific version does, and they are computed again in the \
         background. Days of the past keep the scores they had.",
        scope(&config)
    );
    let act = Callback::new(move |()| {
        let said = format!("{name} is out of force. Scores are computed again in the background.");
        is_busy.set(true);
        spawn_local(async move {
            let done = api.switch_score_config(id, "deactivate", revision).await.map(drop);
            finish(toasts, done, "It is still in force.", said, is_open, is_busy, on_done);
        });
    });
    view! { <Confirm is_open title text action="Put out of force" busy_action="Putting out of force" is_busy on_confirm=act/> }
}

#[component]
pub(super) fn Delete(
    is_open: RwSignal<bool>,
    config: HealthScoreConfig,
    on_changed: Callback<Option<HealthScoreConfigId>>,
) -> impl IntoView {
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let (id, name) = (config.id, label(&config));
    let title = format!("Delete {name}?");
    let text = format!("{name} was never in force. It is removed for good; no score changes.");
    let gone = Callback::new(move |()| on_changed.run(None));
    let act = Callback::new(move |()| {
        let said = format!("{name} was deleted.");
        is_busy.set(true);
        spawn_local(async move {
            let done = api.delete_score_config(id).await;
            finish(toasts, done, "It was not deleted.", said, is_open, is_busy, gone);
        });
    });
    view! { <Confirm is_open title text action="Delete" busy_action="Deleting" is_busy on_confirm=act/> }
}

fn finish(
    toasts: Toasts,
    done: Answer<()>,
    failed: &str,
    said: String,
    is_open: RwSignal<bool>,
    is_busy: RwSignal<bool>,
    on_done: Callback<()>,
) {
    is_busy.try_set(false);
    match done {
        Ok(()) => {
            toasts.say(said);
            is_open.try_set(false);
            on_done.try_run(());
        }
        Err(error) => toasts.fail(failed, &error),
    }
}
