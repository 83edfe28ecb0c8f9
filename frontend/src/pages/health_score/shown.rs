//! One version: what it is, what can be done with it, and its formula or the form to change it.
use api_types::config::HealthScoreConfig;
use chrono::{DateTime, Utc};
use domain::{HealthScoreConfigId, staff::Permission};
use leptos::prelude::*;

use super::{
    confirm::Activate,
    diff::Formula,
    editor::Editor,
    scope::{compared, label, rival, scope},
    studio::Studio,
    undo::{Delete, End},
    versions::Standing,
};
use crate::{
    browser,
    components::{Icon, Show},
    format,
    session::Session,
    view,
};

/// A version among all of them. `on_changed` hears that the list is another, and which version to show.
#[component]
pub(super) fn Version(
    config: HealthScoreConfig,
    all: Vec<HealthScoreConfig>,
    on_changed: Callback<Option<HealthScoreConfigId>>,
) -> impl IntoView {
    let may_write = Session::from_context().may(Permission::ConfigureScores);
    let studio = Studio::new(config.clone());
    let other = compared(&all, &config).cloned();
    let was_in_force = config.was_in_force;
    let is_editing = Memo::new(move |_| may_write && (!was_in_force || studio.is_new.get()));
    let on_saved = Callback::new(move |saved: HealthScoreConfig| on_changed.run(Some(saved.id)));
    let formula = config.clone();
    let body = move || {
        if is_editing.get() {
            // A new version begins with this one, so this one is what it is compared with.
            let against = if studio.is_new.get_untracked() { Some(formula.clone()) } else { other.clone() };
            view! { <Editor studio other=against on_saved/> }
        } else {
            view! { <Formula config=formula.clone() other=other.clone()/> }
        }
    };
    view! { <div class="grid gap-4 min-w-0"><Head config all studio may_write on_changed/>{body}</div> }
}

#[component]
fn Head(
    config: HealthScoreConfig,
    all: Vec<HealthScoreConfig>,
    studio: Studio,
    may_write: bool,
    on_changed: Callback<Option<HealthScoreConfigId>>,
) -> impl IntoView {
    let (facts, name, standing) = (facts(&config), label(&config), config.clone());
    let description = config.description.clone();
    let title = move || if studio.is_new.get() { format!("New version from {name}") } else { name.clone() };
    view! {
        <section class="card-x p-4 flex flex-wrap items-start gap-x-4 gap-y-3" aria-label="Chosen version">
            <div class="min-w-0 grow basis-60">
                <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <h2 class="text-[16px] font-semibold break-words min-w-0">{title}</h2>
                    <Standing config=standing/>
                </div>
                <p class="muted mt-1 leading-5">{facts}</p>
                {description.map(|text| view! { <p class="mt-1 leading-5 break-words">{text}</p> })}
            </div>
            {may_write.then(|| view! { <Actions config all studio on_changed/> })}
        </section>
    }
}

#[component]
fn Actions(
    config: HealthScoreConfig,
    all: Vec<HealthScoreConfig>,
    studio: Studio,
    on_changed: Callback<Option<HealthScoreConfigId>>,
) -> impl IntoView {
    let (is_activating, is_ending, is_deleting) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let (id, is_active, was_in_force, is_default) =
        (config.id, config.is_active, config.was_in_force, config.is_default);
    let rival = rival(&all, &config).cloned();
    let switched = Callback::new(move |()| on_changed.run(Some(id)));
    view! {
        <div class="flex flex-wrap gap-2">
            // What is put in force is what is stored.
            <Show when=move || !is_active && !studio.is_changed()>
                <button type="button" class="button button-primary" on:click=move |_| is_activating.set(true)>
                    <Icon name="check"/>{if was_in_force { "Roll back to this" } else { "Put in force" }}
                </button>
            </Show>
            <Show when=move || was_in_force && !studio.is_new.get()>
                <button type="button" class="button" on:click=move |_| studio.begin()><Icon name="plus"/>"New version from this"</button>
            </Show>
            <Show when=move || is_active && !is_default>
                <button type="button" class="button" on:click=move |_| is_ending.set(true)>"Put out of force"</button>
            </Show>
            <Show when=move || !was_in_force>
                <button type="button" class="button" on:click=move |_| is_deleting.set(true)>"Delete"</button>
            </Show>
        </div>
        <Activate is_open=is_activating config=config.clone() rival on_done=switched/>
        <End is_open=is_ending config=config.clone() on_done=switched/>
        <Delete is_open=is_deleting config on_changed/>
    }
}

/// `For everyone · made by Jane Smith on May 15 · in force since Jun 1, by Tom Reed`.
fn facts(config: &HealthScoreConfig) -> String {
    let today = browser::today();
    let day = |at: DateTime<Utc>| format::day(at.date_naive(), today);
    let author = match &config.created_by {
        Some(by) => format!("made by {} on {}", by.name, day(config.created_at)),
        None => "came with the product".to_owned(),
    };
    let mut facts = vec![format!("For {}", scope(config)), author];
    if let Some(last) = config.in_force.first() {
        let by = last.by.as_ref().map(|by| format!(", by {}", by.name)).unwrap_or_default();
        facts.push(match (last.from, last.until) {
            (None, None) => "in force from the beginning".to_owned(),
            (Some(from), None) => format!("in force since {}{by}", day(from)),
            (None, Some(until)) => format!("in force until {}", day(until)),
            (Some(from), Some(until)) => format!("in force from {} to {}{by}", day(from), day(until)),
        });
    }
    facts.join(" · ")
}
