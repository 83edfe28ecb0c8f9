use api_types::config::HealthScoreConfig;
use domain::HealthScoreConfigId;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{shown::Version, versions::Versions};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, set_crumbs},
    load::Loaded,
    routes, view,
};

/// The versions of the health score, one of them in full.
#[component]
pub fn HealthScore() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Health score", None)]);
    let api = Api::from_context();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| query.get_str("version").and_then(|text| text.parse::<HealthScoreConfigId>().ok()))
    });
    let configs = Loaded::new(|| (), move |()| api.score_configs());
    let all = Memo::new(move |_| configs.data.with(|page| page.as_ref().map(|page| page.data.clone())));
    let chosen = Memo::new(move |_| all.with(|all| all.as_ref().map(|all| choose(all, asked.get()))));
    let navigate = use_navigate();
    let on_changed = Callback::new(move |to: Option<HealthScoreConfigId>| {
        configs.reload();
        let address = to.map_or_else(|| routes::HEALTH_SCORE.to_owned(), routes::score_version);
        navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
    });
    // One that was just made is not in the list before it came anew.
    let is_waiting = move || configs.is_loading.get();
    let body = move || match (chosen.get(), configs.error.get()) {
        (_, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=configs.retry()/></div> },
        (Some(Some(config)), None) => {
            let (all, id) = (all.get_untracked().unwrap_or_default(), config.id);
            view! {
                <div class="grid min-[1200px]:grid-cols-[minmax(0,1fr)_18rem] gap-4 items-start">
                    <Version config all=all.clone() on_changed/>
                    <Versions all chosen=Some(id)/>
                </div>
            }
        }
        (Some(None), None) if !is_waiting() => view! {
            <div class="card-x"><EmptyState icon="circle-alert" title="There is no such version" text="It may have been deleted. Choose another one.">
                <a class="button" href=routes::HEALTH_SCORE>"What is in force"</a>
            </EmptyState></div>
        },
        _ => view! {
            <div class="grid min-[1200px]:grid-cols-[minmax(0,1fr)_18rem] gap-4"><span class="skel h-96"></span><span class="skel h-64"></span></div>
        },
    };
    view! {
        <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Health score"</h1>
        <p class="muted mt-1 max-w-xl">"How scores are made. A version is tried out before it is put in force, and an older one can come back."</p>
        <div class="mt-4 hairline" aria-busy=move || configs.is_loading.get().to_string()>{body}</div>
    }
}

/// The version asked for, else the one everyone gets.
fn choose(all: &[HealthScoreConfig], asked: Option<HealthScoreConfigId>) -> Option<HealthScoreConfig> {
    let is_wanted =
        |config: &&HealthScoreConfig| asked.map_or(config.is_default && config.is_active, |id| config.id == id);
    all.iter().find(is_wanted).cloned()
}
