//! The form of a version, beside what it would do.
use api_types::{config::HealthScoreConfig, simulation::HealthScoreSample};
use leptos::prelude::*;

use super::{
    draft::Draft,
    fields::{Bounds, Weights},
    simulation::SimulationPanel,
    studio::Studio,
    what_if_card::WhatIfCard,
    whose::Whom,
};
use crate::{
    api::{ApiError, Client as Api},
    components::{Clash, Field, ProgressButton, Refused, Show},
    load::Loaded,
    view,
};

#[component]
pub(super) fn Editor(
    studio: Studio,
    other: Option<HealthScoreConfig>,
    on_saved: Callback<HealthScoreConfig>,
) -> impl IntoView {
    let api = Api::from_context();
    let sample = Loaded::<HealthScoreSample>::new(|| (), move |()| api.score_sample());
    let other = other.as_ref().map(Draft::of);
    view! {
        <div class="grid xl:grid-cols-2 gap-4 items-start">
            <Form studio other sample on_saved/>
            <WhatIfCard draft=studio.draft sample/>
        </div>
        <SimulationPanel studio/>
    }
}

#[component]
fn Form(
    studio: Studio,
    other: Option<Draft>,
    sample: Loaded<HealthScoreSample>,
    on_saved: Callback<HealthScoreConfig>,
) -> impl IntoView {
    let draft = studio.draft;
    let error_of = move |pointer: &'static str| Signal::derive(move || studio.problem(pointer));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        studio.save(on_saved);
    };
    let refused = move || studio.error.get().filter(|error| !names_a_field(error));
    let may_save = Memo::new(move |_| studio.is_changed() && studio.is_valid());
    view! {
        <form class="card-x p-4 grid gap-5 min-w-0" novalidate aria-label="Version" on:submit=submit>
            {move || studio.clash.get().map(|text| view! { <Clash text/> })}
            {move || refused().map(|error| view! { <Refused error/> })}
            <Field id="score-name" label="Name" error=error_of("/name")>
                <input id="score-name" class="input-x w-full" maxlength="120" autocomplete="off" aria-describedby="score-name-note"
                    prop:value=move || draft.with(|draft| draft.name.clone())
                    on:input:target=move |event| draft.update(|draft| draft.name = event.target().value())/>
            </Field>
            <Show when=move || studio.is_new.get()><Whom studio sample/></Show>
            <Weights studio other/>
            <Bounds studio/>
            <Field id="score-description" label="What it is for" error=error_of("/description")>
                <textarea id="score-description" class="input-x w-full h-16! py-1.5!" maxlength="1000" aria-describedby="score-description-note"
                    prop:value=move || draft.with(|draft| draft.description.clone())
                    on:input:target=move |event| draft.update(|draft| draft.description = event.target().value())></textarea>
            </Field>
            <div class="flex flex-wrap justify-end gap-2">
                <Show when=move || studio.is_changed()>
                    <button type="button" class="button" on:click=move |_| studio.discard()>"Discard"</button>
                </Show>
                <button type="button" class="button" disabled=move || studio.is_simulating.get() || !studio.is_valid()
                    aria-busy=move || studio.is_simulating.get().to_string() on:click=move |_| studio.simulate()>
                    {move || if studio.is_simulating.get() { "Simulating" } else { "Simulate" }}
                </button>
                {move || if may_save.get() {
                    view! { <ProgressButton is_busy=studio.is_saving kind="submit" label="Save version" busy_label="Saving"/> }
                } else {
                    view! { <button type="submit" class="button button-primary" disabled=true>"Save version"</button> }
                }}
            </div>
        </form>
    }
}

fn names_a_field(error: &ApiError) -> bool {
    ["/name", "/description", "/weights", "/applies_to_tier", "/applies_to_segment", "/applies_to_client_id"]
        .iter()
        .any(|pointer| error.field(pointer).is_some())
}
