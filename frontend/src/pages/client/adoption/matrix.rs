use api_types::adoption::{AdoptionModule, ClientAdoption, FeatureAdoption};
use domain::{ClientId, usage::AdoptionStatus};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    facts::is_idle,
    levels::{Level, Trend},
};
use crate::{
    components::NotAvailable, format, pages::client::context::ClientContext, query::escape, routes, view, words::Words,
};

/// Rows are features under their modules, columns the six levels.
#[component]
pub(super) fn Matrix(data: ClientAdoption) -> impl IntoView {
    let client = ClientContext::from_context();
    let query = use_query_map();
    let module = Memo::new(move |_| query.with(|query| query.get_str("module").map(str::to_owned)));
    let idle_only = Memo::new(move |_| query.with(|query| query.get_str("idle") == Some("true")));
    let navigate = use_navigate();
    let go = Callback::new(move |(module, idle): (Option<String>, bool)| {
        let parts: Vec<String> =
            [module.map(|key| format!("module={}", escape(&key))), idle.then(|| "idle=true".to_owned())]
                .into_iter()
                .flatten()
                .collect();
        let path = routes::client_tab(client.id, "adoption");
        let address = if parts.is_empty() { path } else { format!("{path}?{}", parts.join("&")) };
        navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
    });
    let title = title(&data);
    let modules = StoredValue::new(data.modules);
    let choices = modules.with_value(|modules| {
        modules.iter().map(|one| (one.module_key.clone(), one.module.clone())).collect::<Vec<_>>()
    });
    let shown = move || {
        let wanted = module.get();
        let idle = idle_only.get();
        modules.with_value(|modules| {
            modules
                .iter()
                .filter(|one| wanted.as_ref().is_none_or(|wanted| *wanted == one.module_key))
                .map(|one| AdoptionModule {
                    features: one.features.iter().filter(|feature| !idle || is_idle(feature)).cloned().collect(),
                    ..one.clone()
                })
                .filter(|one| !one.features.is_empty())
                .collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card-x min-w-0" aria-label="Features">
            <div class="px-4 pt-4 pb-3">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <nav class="mt-2 flex flex-wrap gap-1.5 no-print" aria-label="Modules">
                    <button type="button" class="pick-x" aria-current=move || (module.get().is_none() && !idle_only.get()).then_some("true")
                        on:click=move |_| go.run((None, false))>"All modules"</button>
                    <button type="button" class="pick-x" aria-current=move || idle_only.get().then_some("true")
                        on:click=move |_| go.run((module.get_untracked(), !idle_only.get_untracked()))>"Licensed, not used"</button>
                    {choices.into_iter().map(|(key, name)| {
                        let (here, there) = (key.clone(), key);
                        view! {
                            <button type="button" class="pick-x" aria-current=move || (module.get().as_ref() == Some(&here)).then_some("true")
                                on:click=move |_| go.run((Some(there.clone()), idle_only.get_untracked()))>{name}</button>
                        }
                    }).collect_view()}
                </nav>
            </div>
            {move || {
                let shown = shown();
                if shown.is_empty() {
                    view! { <p class="px-4 pb-4 muted">"No feature of this kind."</p> }
                } else {
                    view! { <Table modules=shown id=client.id/> }
                }
            }}
        </section>
    }
}

/// What lies idle is what one can do something about.
fn title(data: &ClientAdoption) -> String {
    match (data.licensed_not_used.len(), data.features_licensed) {
        (_, 0) => "Nothing is licensed".to_owned(),
        (0, all) => format!("All {all} licensed features are in use"),
        (idle, all) => format!("{idle} of {all} licensed features are not used"),
    }
}

#[component]
fn Table(modules: Vec<AdoptionModule>, id: ClientId) -> impl IntoView {
    view! {
        <table class="table-x">
            <caption class="sr-only">"Features and the level of adoption of each"</caption>
            <thead><tr>
                <th scope="col" class="pl-4!">"Feature"</th>
                {AdoptionStatus::ALL.iter().map(|level| view! {
                    <th scope="col" class="max-xl:hidden text-center! whitespace-normal! leading-4 w-20">{level.words()}</th>
                }).collect_view()}
                <th scope="col" class="xl:hidden">"Level"</th>
                <th scope="col" class="text-right! max-md:hidden">"Use, 30 days"</th>
                <th scope="col" class="max-lg:hidden">"Trend"</th>
                <th scope="col" class="max-md:hidden">"Against expected"</th>
                <th scope="col" class="text-right! pr-4! max-lg:hidden">"Clients using it"</th>
            </tr></thead>
            {modules.into_iter().map(|module| group(module, id)).collect_view()}
        </table>
    }
}

fn group(module: AdoptionModule, id: ClientId) -> impl IntoView {
    let note = if module.is_licensed { "" } else { " · not licensed" };
    view! {
        <tbody>
            <tr><th scope="rowgroup" colspan="12" class="pl-4! font-semibold! text-base-content! pt-3!">{module.module}<span class="muted font-normal">{note}</span></th></tr>
            {module.features.into_iter().map(|feature| row(feature, id)).collect_view()}
        </tbody>
    }
}

fn row(feature: FeatureAdoption, id: ClientId) -> impl IntoView {
    let level = feature.adoption_status;
    let is_idle = is_idle(&feature);
    let uses = if feature.is_licensed { format::number(feature.usage_30_days) } else { "–".to_owned() };
    let trend = match feature.usage_trend {
        Some(trend) => view! { <Trend trend/> },
        None => view! { <NotAvailable reason=feature.usage_trend_null_reason/> },
    };
    let reach = match &feature.reach {
        Some(reach) => match reach.using_percent {
            Some(percent) => format::quantity(percent, "%").into_any(),
            None => view! { <NotAvailable reason=reach.null_reason/> },
        },
        None => view! { <span class="muted">"–"</span> },
    };
    let small = format!("{uses} {} in 30 days", feature.usage_unit);
    let expected = expected(&feature);
    view! {
        <tr class=if is_idle { "unused-x" } else { "" }>
            <th scope="row" class="pl-4! font-normal! text-[13px]! whitespace-normal!">
                <a class="link-x" href=routes::feature(id, &feature.feature_key)>{feature.feature_name.clone()}</a>
                {is_idle.then(|| view! { <span class="block muted text-[12px]">"In the contract, not used"</span> })}
                {feature.is_configured_inferred.then(|| view! { <span class="block muted text-[12px]">"Set up, as its use shows"</span> })}
                {feature.is_licensed.then(|| view! { <span class="md:hidden block muted text-[12px]">{small}</span> })}
            </th>
            {AdoptionStatus::ALL.iter().map(|one| view! {
                <td class="max-xl:hidden text-center">
                    {(*one == level).then(|| view! { <span class=format!("level {}", one.as_str())><span class="level-mark size-3.5!"></span><span class="sr-only">{one.words()}</span></span> })}
                </td>
            }).collect_view()}
            <td class="xl:hidden text-[12px]"><Level level/></td>
            <td class="max-md:hidden num text-right">{uses}</td>
            <td class="max-lg:hidden text-[12px]">{trend}</td>
            <td class="max-md:hidden text-[12px]">{expected}</td>
            <td class="max-lg:hidden num text-right pr-4!">{reach}</td>
        </tr>
    }
}

/// `45 of 100 in 30 days`, or that any use will do.
pub(super) fn expected(feature: &FeatureAdoption) -> String {
    if !feature.is_licensed {
        return "–".to_owned();
    }
    let window = format::counted(feature.expected_window_days.into(), "day", "days");
    match feature.expected_usage {
        Some(expected) => {
            format!("{} of {} in {window}", format::number(feature.usage_in_window), format::number(expected))
        }
        None => format!("{} in {window}, any use will do", format::number(feature.usage_in_window)),
    }
}
