//! What differs between two versions.
use api_types::config::HealthScoreConfig;
use leptos::prelude::*;

use super::{draft::Draft, scope::label};
use crate::{
    components::Delta,
    view,
    words::{Words, component},
};

/// A weight or a bound, here and in the version compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub name: String,
    pub here: Option<i32>,
    pub there: Option<i32>,
}

/// Every weight in its order, then every bound; those of the other formula last.
pub(super) fn lines(config: &HealthScoreConfig, other: Option<&HealthScoreConfig>) -> (Vec<Line>, Vec<Line>) {
    let (here, there) = (Draft::of(config), other.map(Draft::of));
    let weight = |draft: &Draft, key| draft.weights.iter().find(|(of, _)| *of == key).map(|(_, weight)| *weight);
    let mut keys: Vec<_> = here.weights.iter().map(|(key, _)| *key).collect();
    for (key, _) in there.iter().flat_map(|there| &there.weights) {
        if !keys.contains(key) {
            keys.push(*key);
        }
    }
    let weights = keys.into_iter().map(|key| Line {
        name: component(key.as_str()),
        here: weight(&here, key),
        there: there.as_ref().and_then(|there| weight(there, key)),
    });
    let bounds = [("Healthy from", 0), ("Monitor from", 1), ("At risk from", 2)].map(|(name, at)| Line {
        name: name.to_owned(),
        here: bound(&here, at),
        there: there.as_ref().and_then(|there| bound(there, at)),
    });
    let bounds = bounds.into_iter().filter(|line| line.here.is_some() || line.there.is_some());
    (weights.collect(), bounds.collect())
}

fn bound(draft: &Draft, at: usize) -> Option<i32> {
    [Some(draft.bands.healthy), draft.bands.monitor, Some(draft.bands.at_risk)][at].map(i32::from)
}

/// The formula of a version beside that of another one.
#[component]
pub(super) fn Formula(config: HealthScoreConfig, other: Option<HealthScoreConfig>) -> impl IntoView {
    let (weights, bounds) = lines(&config, other.as_ref());
    let against = other.as_ref().map(label);
    let has_other = other.is_some();
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Formula">
            <div class="flex flex-wrap items-baseline gap-x-2">
                <h2 class="font-semibold text-[14px]">"Formula"</h2>
                <span class="muted ml-auto text-[12px]">
                    {match against { Some(against) => format!("compared with {against}"), None => config.profile.words().to_owned() }}
                </span>
            </div>
            {table("Weights", "Weight", weights, has_other)}
            {table("Bands", "Lower bound", bounds, has_other)}
        </section>
    }
}

fn table(caption: &'static str, unit: &'static str, lines: Vec<Line>, has_other: bool) -> AnyView {
    let row = move |line: Line| {
        let text = |value: Option<i32>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
        let change = line.here.unwrap_or(0) - line.there.unwrap_or(0);
        view! {
            <tr>
                <th scope="row" class="font-normal! text-base-content! text-[13px]!">{line.name}</th>
                <td class="num text-right">{text(line.here)}</td>
                {has_other.then(|| view! {
                    <td class="num text-right muted">{text(line.there)}</td>
                    <td class="text-right">{(change != 0).then(|| view! { <Delta points=change.into()/> })}</td>
                })}
            </tr>
        }
    };
    view! {
        <table class="table-x mt-2">
            <caption class="sr-only">{caption}</caption>
            <thead><tr>
                <th scope="col">{caption}</th><th scope="col" class="text-right!">{unit}</th>
                {has_other.then(|| view! { <th scope="col" class="text-right!">"Other"</th><th scope="col" class="text-right!">"Change"</th> })}
            </tr></thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
