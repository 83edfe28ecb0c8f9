use api_types::config::HealthScoreConfig;
use domain::HealthScoreConfigId;
use leptos::prelude::*;

use super::scope::{label, scope};
use crate::{browser, format, routes, view};

/// Whether a version is in force, was, or never was.
#[component]
pub(super) fn Standing(config: HealthScoreConfig) -> impl IntoView {
    let (class, word) = match (config.is_active, config.was_in_force) {
        (true, _) => ("band HEALTHY text-[12px]", "In force"),
        (false, true) => ("muted text-[12px] whitespace-nowrap", "Was in force"),
        (false, false) => ("chip", "Draft"),
    };
    view! { <span class=class>{word}</span> }
}

/// Every version: what is in force first, then the newest.
#[component]
pub(super) fn Versions(all: Vec<HealthScoreConfig>, chosen: Option<HealthScoreConfigId>) -> impl IntoView {
    let mut all = all;
    let (active, others): (Vec<_>, Vec<_>) = all.drain(..).partition(|config| config.is_active);
    let count = active.len() + others.len();
    view! {
        <nav class="card-x min-w-0" aria-label="Versions">
            <h2 class="font-semibold text-[14px] px-4 pt-4 pb-2">"Versions "<span class="muted font-normal num">{count}</span></h2>
            <ul class="divide-y divide-base-300 border-t border-base-300">
                {active.into_iter().chain(others).map(|config| entry(config, chosen)).collect_view()}
            </ul>
        </nav>
    }
}

fn entry(config: HealthScoreConfig, chosen: Option<HealthScoreConfigId>) -> AnyView {
    let is_chosen = chosen == Some(config.id);
    let href = routes::score_version(config.id);
    let author = config.created_by.as_ref().map_or("Steward", |by| &by.name);
    let made = format!("{author} · {}", format::day(config.created_at.date_naive(), browser::today()));
    let (name, whose) = (label(&config), format!("For {}", scope(&config)));
    view! {
        <li class="relative px-4 py-2.5 hover:bg-base-200" class:bg-base-200=is_chosen>
            <div class="flex items-center gap-2">
                <a href=href class="font-medium grow min-w-0 truncate after:absolute after:inset-0" aria-current=is_chosen.then_some("true")>{name}</a>
                <Standing config/>
            </div>
            <p class="muted text-[12px] truncate">{whose}</p>
            <p class="muted text-[12px] truncate">{made}</p>
        </li>
    }
}
