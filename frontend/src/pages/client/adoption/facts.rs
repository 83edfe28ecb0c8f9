use api_types::adoption::{ClientAdoption, FeatureAdoption};
use domain::usage::AdoptionStatus;
use leptos::prelude::*;

use super::levels::Level;
use crate::{
    components::{Delta, Icon, NotAvailable, Tip},
    format, view,
    words::Words,
};

/// The score, how it is spread over the levels, and what lies idle.
#[component]
pub(super) fn Facts(data: ClientAdoption) -> impl IntoView {
    let computed = data.computed_at.map(|at| format!("Computed {}", format::instant(at)));
    view! {
        <section aria-label="Adoption figures" title=computed
            class="card-x grid lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_minmax(0,1.4fr)] divide-base-300 max-lg:divide-y lg:divide-x">
            {score(&data)}{spread(&data)}{idle(&data)}
        </section>
    }
}

fn score(data: &ClientAdoption) -> impl IntoView + use<> {
    let value = match data.adoption_score {
        Some(score) => format::percent(score).into_any(),
        None => view! { <NotAvailable reason=data.adoption_score_null_reason/> },
    };
    let change = match data.score_change_60_days {
        Some(points) => view! { <Delta points=points.into()/><span class="muted">"in 60 days"</span> },
        None => {
            view! { <span class="muted">"in 60 days: "<NotAvailable reason=data.score_change_60_days_null_reason/></span> }
        }
    };
    let about = match data.numerator.as_str() {
        "ACTIVE" => "Licensed features in active or power use over all licensed features.",
        "WEIGHTED" => "Licensed features in use over all licensed features; light use counts half.",
        _ => "Licensed features in use, light use included, over all licensed features.",
    };
    view! {
        <div class="p-4 min-w-0">
            <h2 class="flex items-center gap-1.5 muted text-[12px] font-normal">
                "Adoption score"<Tip text=about class="tip-icon" label="About adoption score"><Icon name="info" class="size-3"/></Tip>
            </h2>
            <div class="num text-[20px] sm:text-[24px] leading-8 font-semibold tracking-tight">{value}</div>
            <div class="text-[12px] mt-0.5 flex flex-wrap items-center gap-x-1.5">
                <span>{format!("{} of {} licensed features used", format::number(data.features_used), format::count(data.features_licensed))}</span>
                {change}
            </div>
        </div>
    }
}

fn spread(data: &ClientAdoption) -> impl IntoView + use<> {
    let all: i64 = data.levels.iter().map(|level| level.features).sum();
    let parts: Vec<_> = data
        .levels
        .iter()
        .rev()
        .filter(|level| level.features > 0)
        .map(|level| {
            let width = format!("{}%", 100 * level.features / all.max(1));
            view! { <span class=level.adoption_status.as_str() style:width=width title=level.adoption_status.words()></span> }
        })
        .collect();
    let words: Vec<_> = data
        .levels
        .iter()
        .rev()
        .map(|level| view! { <li class="inline-flex gap-1.5"><Level level=level.adoption_status/><span class="num muted">{level.features}</span></li> })
        .collect();
    view! {
        <div class="p-4 min-w-0">
            <h2 class="muted text-[12px] font-normal">"Features by level"</h2>
            <div class="strip-x mt-3" aria-hidden="true">{parts}</div>
            <ul class="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-[12px]">{words}</ul>
        </div>
    }
}

fn idle(data: &ClientAdoption) -> impl IntoView + use<> {
    let unused: Vec<&FeatureAdoption> =
        data.modules.iter().flat_map(|module| &module.features).filter(|one| is_idle(one)).collect();
    let names: Vec<String> = unused.iter().map(|feature| feature.feature_name.clone()).collect();
    let note = match names.len() {
        0 if data.features_licensed > 0 => "Everything that is licensed is used.".to_owned(),
        0 => "Nothing is licensed.".to_owned(),
        _ => names.join(", "),
    };
    view! {
        <div class="p-4 min-w-0">
            <h2 class="muted text-[12px] font-normal">"Licensed, not used"</h2>
            <div class="num text-[20px] sm:text-[24px] leading-8 font-semibold tracking-tight">{unused.len()}</div>
            <p class="text-[12px] mt-0.5">{note}</p>
        </div>
    }
}

/// Paid for, and left alone.
pub(super) fn is_idle(feature: &FeatureAdoption) -> bool {
    matches!(feature.adoption_status, AdoptionStatus::NotConfigured | AdoptionStatus::NotUsed)
}
