//! The controls of a formula: a slider and a number for each weight, and the bounds of the bands.
use analytics::health::{components::Component, config::Bands};
use leptos::prelude::*;

use super::{draft::Draft, studio::Studio, typed::Typed};
use crate::{
    components::{Delta, Show},
    view,
    words::component as name_of,
};

/// A weight per component, their sum, and what it would take to make it 100. `other` is what one compares with.
#[component]
pub(super) fn Weights(studio: Studio, other: Option<Draft>) -> impl IntoView {
    let draft = studio.draft;
    let other = StoredValue::new(other);
    let keys = Memo::new(move |_| draft.with(|draft| draft.weights.iter().map(|(key, _)| *key).collect::<Vec<_>>()));
    let before = move |key: Component| {
        other.with_value(|other| other.as_ref()?.weights.iter().find(|(of, _)| *of == key).map(|(_, weight)| *weight))
    };
    let sum = move || draft.with(Draft::sum);
    view! {
        <fieldset class="grid gap-2.5 min-w-0">
            <legend class="font-medium mb-2">"Weights"</legend>
            {move || keys.get().into_iter().map(|key| view! { <Weight studio key before=before(key)/> }).collect_view()}
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-base-300 pt-2.5">
                <span class="font-medium">"Sum"</span>
                <output class="num font-semibold" class:CRITICAL=move || sum() != 100>{sum}</output>
                <span class="CRITICAL text-[12px] grow" role="status">{move || studio.problem("/weights")}</span>
                <Show when=move || { sum() != 100 && sum() > 0 }>
                    <button type="button" class="button button-small" on:click=move |_| draft.update(Draft::scale)>"Scale to 100"</button>
                </Show>
            </div>
        </fieldset>
    }
}

#[component]
fn Weight(studio: Studio, key: Component, before: Option<i32>) -> impl IntoView {
    let draft = studio.draft;
    let typed = Typed::new();
    let name = name_of(key.as_str());
    let id = format!("weight-{key}");
    let value =
        move || draft.with(|draft| draft.weights.iter().find(|(of, _)| *of == key).map_or(0, |(_, weight)| *weight));
    let set = move |text: String| {
        if let Ok(weight) = text.trim().parse() {
            draft.update(|draft| draft.set_weight(key, weight));
        }
    };
    let change = move || before.map(|before| value() - before).filter(|change| *change != 0);
    view! {
        <div class="grid grid-cols-[6.5rem_minmax(0,1fr)_4rem_2.75rem] max-sm:grid-cols-[minmax(0,1fr)_4rem_2.75rem] items-center gap-x-3 gap-y-0.5">
            <label for=id.clone() class="truncate">{name.clone()}</label>
            <input type="range" class="range-x max-sm:order-last max-sm:col-span-3" min="0" max="100" step="1" aria-label=format!("{name}, slider")
                prop:value=move || value().to_string() on:input:target=move |event| set(event.target().value())/>
            <input id=id type="number" class="input-x num text-right w-full" min="0" max="100" step="1" inputmode="numeric"
                prop:value=move || typed.shown(value().into()) on:input:target=move |event| set(typed.takes(event.target().value()))
                on:blur=move |_| typed.ends()/>
            <span class="text-right text-[12px]">{move || change().map(|points| view! { <Delta points=points.into()/> })}</span>
        </div>
    }
}

/// The lower bounds of the bands.
#[component]
pub(super) fn Bounds(studio: Studio) -> impl IntoView {
    let draft = studio.draft;
    let has_monitor = Memo::new(move |_| draft.with(|draft| Bands::default_of(draft.profile).monitor.is_some()));
    view! {
        <fieldset class="grid gap-2 min-w-0">
            <legend class="font-medium mb-2">"Bands begin at"</legend>
            <div class="grid grid-cols-3 gap-3">
                <Bound studio id="bound-healthy" label="Healthy" pointer="/bands/healthy" read=|bands| bands.healthy write=|bands, bound| bands.healthy = bound/>
                <Show when=move || has_monitor.get()>
                    <Bound studio id="bound-monitor" label="Monitor" pointer="/bands/monitor" read=|bands| bands.monitor.unwrap_or(0)
                        write=|bands, bound| bands.monitor = Some(bound)/>
                </Show>
                <Bound studio id="bound-at-risk" label="At risk" pointer="/bands/at_risk" read=|bands| bands.at_risk write=|bands, bound| bands.at_risk = bound/>
            </div>
            <p class="muted text-[12px]">"Of the rounded score, inclusive. Below the last one a client is critical."</p>
        </fieldset>
    }
}

#[component]
fn Bound(
    studio: Studio,
    id: &'static str,
    label: &'static str,
    pointer: &'static str,
    read: fn(&Bands) -> i16,
    write: fn(&mut Bands, i16),
) -> impl IntoView {
    let draft = studio.draft;
    let typed = Typed::new();
    let set = move |text: String| {
        if let Ok(bound) = text.trim().parse::<i16>() {
            draft.update(|draft| write(&mut draft.bands, bound));
        }
    };
    let wrong = move || studio.problem(pointer);
    view! {
        <div class="grid gap-1 min-w-0 content-start">
            <label for=id class="text-[12px]">{label}</label>
            <input id=id type="number" class="input-x num w-full" min="1" max="100" step="1" inputmode="numeric" aria-describedby=format!("{id}-note")
                aria-invalid=move || wrong().is_some().to_string()
                prop:value=move || typed.shown(draft.with(|draft| read(&draft.bands)).into())
                on:input:target=move |event| set(typed.takes(event.target().value())) on:blur=move |_| typed.ends()/>
            <p id=format!("{id}-note") class="CRITICAL text-[12px] leading-4 empty:hidden">{wrong}</p>
        </div>
    }
}
