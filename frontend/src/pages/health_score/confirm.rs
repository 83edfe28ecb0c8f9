//! What putting a version in force changes, named before it happens.
use api_types::{
    config::HealthScoreConfig,
    simulation::{HealthScoreSimulation, SimulateHealthScoreConfig},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    scope::{label, scope},
    told::{detail, headline},
};
use crate::{
    api::{ApiError, Client as Api},
    components::{Dialog, ProgressButton, Refused, Toasts},
    effect::effect,
    view,
};

/// Asks whether to put a version in force, and tells what that does to everyone.
#[component]
pub(super) fn Activate(
    is_open: RwSignal<bool>,
    config: HealthScoreConfig,
    rival: Option<HealthScoreConfig>,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let found = RwSignal::new(None::<HealthScoreSimulation>);
    let (id, revision, name) = (config.id, config.revision, label(&config));
    effect(move || {
        if is_open.get() {
            error.set(None);
            found.set(None);
            spawn_local(async move {
                match api.simulate_score_config(id, &SimulateHealthScoreConfig::default()).await {
                    Ok(simulation) => found.try_set(Some(simulation)).map_or((), drop),
                    Err(problem) => error.try_set(Some(problem)).map_or((), drop),
                }
            });
        }
    });
    let said = format!("{name} is in force. Scores are computed again in the background.");
    let act = Callback::new(move |()| {
        let said = said.clone();
        is_busy.set(true);
        spawn_local(async move {
            match api.switch_score_config(id, "activate", revision).await {
                Ok(_) => {
                    toasts.say(said);
                    is_open.try_set(false);
                    on_done.try_run(());
                }
                Err(problem) => error.try_set(Some(problem)).map_or((), drop),
            }
            is_busy.try_set(false);
        });
    });
    let title = if config.was_in_force { format!("Roll back to {name}?") } else { format!("Put {name} in force?") };
    let told = match &rival {
        Some(rival) => format!("{name} takes the place of {} for {}.", label(rival), scope(&config)),
        None => format!("{name} is put in force for {}, before any less specific version.", scope(&config)),
    };
    view! {
        <Dialog is_open title=title>
            <div class="px-5 pb-5 pt-2 grid gap-3">
                <p class="leading-5">{told.clone()}</p>
                {move || error.get().map(|error| view! { <Refused error/> })}
                {move || match (found.get(), error.with(Option::is_some)) {
                    (Some(found), _) => view! {
                        <div class="rounded-lg border border-base-300 bg-base-200 p-3">
                            <p class="font-medium">{headline(&found)}</p><p class="muted text-[12px] mt-0.5">{detail(&found)}</p>
                        </div>
                    },
                    (None, false) => view! { <span class="skel h-14 w-full"></span> },
                    (None, true) => ().into_any(),
                }}
                <p class="muted text-[12px]">"Scores, bands, alerts and averages follow within minutes. Days of the past keep the scores they had."</p>
                <div class="mt-2 flex flex-wrap justify-end gap-2">
                    <button type="button" class="button" on:click=move |_| is_open.set(false)>"Cancel"</button>
                    <ProgressButton is_busy label="Put in force" busy_label="Putting in force" on_click=act/>
                </div>
            </div>
        </Dialog>
    }
}
