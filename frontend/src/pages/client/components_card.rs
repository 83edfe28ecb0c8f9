use std::collections::BTreeMap;

use api_types::health::{HealthComponent, HealthDetails, HealthInput};
use domain::health::ComponentState;
use leptos::prelude::*;

use crate::{
    browser,
    components::{Icon, Tip},
    format,
    order::sort_few,
    view, words,
    words::Words,
};

/// Each component: its score, its weight, and what it was computed from.
#[component]
pub(super) fn ComponentsCard(health: HealthDetails) -> impl IntoView {
    let confidence = health.confidence_level.map(|level| format!("Confidence {}", level.words()));
    let computed = health.computed_at.map(|at| format!("computed {}", format::ago(at, browser::now())));
    let notes: Vec<String> = confidence.into_iter().chain(computed).collect();
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Components">
            <div class="flex items-baseline gap-2">
                <h2 class="font-semibold text-[14px]">"Components"</h2>
                <span class="muted ml-auto text-[12px]">"score · weight"</span>
            </div>
            <ul class="mt-2">{in_order(health.components).into_iter().map(|(key, component)| entry(key, component)).collect_view()}</ul>
            <p class="muted text-[12px] mt-2 first-letter:uppercase">{notes.join(" · ")}</p>
        </section>
    }
}

/// The heaviest first; the order of the formula among equals.
fn in_order(components: BTreeMap<String, HealthComponent>) -> Vec<(String, HealthComponent)> {
    const FORMULA: [&str; 6] = ["usage", "adoption", "support", "relationship", "contract", "outcome"];
    let mut components: Vec<_> = components.into_iter().collect();
    let place = |key: &str| FORMULA.iter().position(|known| *known == key).unwrap_or(FORMULA.len());
    sort_few(&mut components, |(key, component)| (-component.weight, place(key)));
    components
}

fn entry(key: String, component: HealthComponent) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let name = words::component(&key);
    let panel = format!("inputs-{key}");
    let band = component.score.map_or("", band_of);
    let width = component.score.map_or_else(|| "0%".to_owned(), |score| format!("{score}%"));
    let note = state_note(&component);
    let inputs = component.inputs.clone();
    let figures = match component.score {
        Some(score) => view! { <b class="font-semibold">{score}</b> },
        None => view! { <span class="muted">"–"</span> },
    };
    view! {
        <li class="py-1">
            <button type="button" class="w-full grid grid-cols-[1rem_minmax(0,5.25rem)_minmax(0,1fr)_4.75rem] sm:grid-cols-[1rem_minmax(0,7rem)_minmax(0,1fr)_4.75rem] items-center gap-2.5 rounded-md text-left py-0.5"
                aria-expanded=move || is_open.get().to_string() aria-controls=panel.clone() on:click=move |_| is_open.update(|open| *open = !*open)>
                {move || if is_open.get() { view! { <Icon name="chevron-down" class="muted size-3.5"/> } } else { view! { <Icon name="chevron-right" class="muted size-3.5"/> } }}
                <span class="truncate">{name}</span>
                <span class="bar" aria-hidden="true"><span class=band style:width=width></span></span>
                <span class="num text-right whitespace-nowrap">{figures}<span class="muted">" · "{format::percent(component.weight)}</span></span>
            </button>
            {note.map(|(word, reason)| view! {
                <p class="pl-[1.65rem] text-[12px] muted"><Tip text=reason>{word}</Tip></p>
            })}
            <div id=panel class="pl-[1.65rem] pb-1" hidden=move || !is_open.get()>{inputs_table(&inputs)}</div>
        </li>
    }
}

fn inputs_table(inputs: &[HealthInput]) -> AnyView {
    if inputs.is_empty() {
        return view! { <p class="muted text-[12px] py-1">"Nothing was measured."</p> };
    }
    view! {
        <dl class="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-1 text-[12px]">
            {inputs.iter().map(|input| {
                let value = input.value.map_or_else(|| format::NONE.to_owned(), |value| format::quantity(value, &input.unit));
                view! { <dt class="muted">{input.label.clone()}</dt><dd class="num text-right">{value}</dd> }
            }).collect_view()}
        </dl>
    }
}

/// The word of a component that does not rest on fresh input, and why.
fn state_note(component: &HealthComponent) -> Option<(&'static str, String)> {
    let reason = component.score_null_reason.map(Words::words).unwrap_or_default();
    let text = match component.state {
        ComponentState::Ok => return None,
        ComponentState::NoData => format!("{reason} Its weight goes to the other components."),
        ComponentState::Stale => {
            format!("{reason} The source is silent; the last good value is carried and counts half for confidence.")
        }
        ComponentState::Error => format!("{reason} The input failed validation; the last good value is carried."),
    };
    let word = match (component.state, component.is_carried_forward) {
        (ComponentState::Stale, true) => "Stale, last value carried",
        (state, _) => state.words(),
    };
    Some((word, text.trim().to_owned()))
}

fn band_of(score: i16) -> &'static str {
    match score {
        80.. => "HEALTHY",
        60.. => "MONITOR",
        40.. => "AT_RISK",
        _ => "CRITICAL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(weight: i32) -> HealthComponent {
        HealthComponent {
            score: Some(50),
            score_null_reason: None,
            weight,
            status: None,
            state: ComponentState::Ok,
            is_carried_forward: false,
            inputs: Vec::new(),
        }
    }

    #[test]
    fn the_heaviest_component_comes_first() {
        let components = [("outcome", 10), ("contract", 15), ("support", 15), ("usage", 25)];
        let components = components.map(|(key, weight)| (key.to_owned(), component(weight))).into();
        let keys: Vec<String> = in_order(components).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["usage", "support", "contract", "outcome"]);
    }
}
