use api_types::{
    analytics::{Facet, PortfolioSummary},
    benchmarks::{IndustryBenchmark, IndustryFigures},
    problem::ProblemCode,
};
use domain::NullReason;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

use super::trend;
use crate::{
    api::{Client as Api, Question},
    browser,
    components::{EmptyState, ErrorPanel, NotAvailable, set_crumbs},
    format,
    load::Loaded,
    pages::insights::{
        FIGURES,
        asked::{Known, Place, any},
        figure, waiting,
    },
    query, routes, view,
};

const KNOWN: &[Known] = &[("industry", any)];

/// Clients without an industry.
const OTHER: &str = "Other";

/// The page.
#[component]
pub fn Benchmarks() -> impl IntoView {
    set_crumbs(&[("Analytics", Some(routes::ANALYTICS)), ("Benchmarks", None)]);
    let api = Api::from_context();
    let place = Place::here(routes::BENCHMARKS.to_owned(), KNOWN);
    let summary = Loaded::<PortfolioSummary>::new(|| (), move |()| api.portfolio());
    let offered = Memo::new(move |_| summary.data.with(|summary| summary.as_ref().map(choices)));
    // An address that names one need not wait for the choices.
    let industry = Memo::new(move |_| {
        let asked = place.now.with(|now| now.get("industry").map(str::to_owned));
        asked.or_else(|| offered.with(|offered| offered.as_ref()?.first().map(|facet| facet.value.clone())))
    });
    let benchmark = Loaded::<Option<IndustryBenchmark>>::new(
        move || industry.get(),
        move |industry: Option<String>| Question::maybe(industry.map(|industry| api.industry_benchmark(&industry))),
    );
    let is_empty = Memo::new(move |_| {
        offered.with(|offered| offered.as_ref().is_some_and(Vec::is_empty)) && industry.with(Option::is_none)
    });
    view! {
        <h1 class="sr-only">"Benchmarks"</h1>
        {move || summary.error.get().map(|error| view! { <div class="card-x mb-4"><ErrorPanel error on_retry=summary.retry()/></div> })}
        {move || if is_empty.get() {
            view! {
                <section class="card-x" aria-label="Benchmarks">
                    <EmptyState icon="chart-column" title="There is no industry to compare"
                        text="Industries come with the clients: by import, or from the CRM.">
                        <a class="button" href=routes::PORTFOLIO>"Open the portfolio"</a>
                    </EmptyState>
                </section>
            }
        } else {
            view! {
                <div class="flex flex-wrap items-center gap-x-3 gap-y-2 mb-3 no-print">{choice(place, offered, industry)}</div>
                {move || match (benchmark.data.get().flatten(), benchmark.error.get()) {
                    (Some(data), None) => view! { {figures(&data)}{trend::card(&data)} },
                    (_, Some(error)) if error.code() == Some(ProblemCode::NotFound) => view! {
                        <section class="card-x" aria-label="Benchmarks">
                            <EmptyState icon="search-x" title="There is no such industry" text="No active client has it any more. Choose another one above."/>
                        </section>
                    },
                    (_, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=benchmark.retry()/></div> },
                    (None, None) => waiting("benchmarks"),
                }}
            }
        }}
    }
}

/// Industries that have clients, the largest first; last those clients that have none.
fn choices(summary: &PortfolioSummary) -> Vec<Facet> {
    let mut choices: Vec<Facet> = summary.facets.industries.clone();
    let with_one: i64 = choices.iter().map(|facet| facet.clients).sum();
    let all = summary.clients.value.and_then(|value| value.to_i64()).unwrap_or(0);
    if all > with_one && choices.iter().all(|facet| facet.value != OTHER) {
        choices.push(Facet { value: OTHER.to_owned(), label: OTHER.to_owned(), clients: all - with_one });
    }
    choices
}

fn choice(place: Place, offered: Memo<Option<Vec<Facet>>>, industry: Memo<Option<String>>) -> AnyView {
    let options = move || {
        let mut offered = offered.get().unwrap_or_default();
        // What the address names stays a choice, whoever's clients have it.
        if let Some(asked) = industry.get().filter(|asked| offered.iter().all(|facet| facet.value != *asked)) {
            offered.push(Facet { value: asked.clone(), label: asked, clients: 0 });
        }
        let chosen = industry.get();
        offered
            .into_iter()
            .map(|facet| {
                let is_chosen = chosen.as_ref() == Some(&facet.value);
                view! { <option value=facet.value selected=is_chosen>{facet.label}</option> }
            })
            .collect_view()
    };
    let clients = move || {
        let industry = industry.get().filter(|industry| industry != OTHER)?;
        let query = query::Portfolio { industry: vec![industry], ..Default::default() };
        Some(view! { <a class="link-x" href=routes::portfolio(&query)>"Open its clients"</a> })
    };
    view! {
        <label class="inline-flex items-center gap-2"><span class="font-medium">"Industry"</span>
            <select class="select-x max-w-64" on:change:target=move |event| place.set("industry", &event.target().value())>{options}</select>
        </label>
        {clients}
    }
}

fn figures(data: &IndustryBenchmark) -> AnyView {
    let (own, all) = (&data.figures, &data.all_industries);
    let computed = data.computed_at.map(|at| format!("Computed {}", format::ago(at, browser::now())));
    let best = match own.best_in_class_health {
        Some(health) => points(health).into_any(),
        None => view! { <NotAvailable reason=own.average_health_null_reason.or(Some(NullReason::InsufficientData))/> },
    };
    view! {
        {small(data)}
        <section aria-label="Industry figures" title=computed class=FIGURES>
            {figure("Mean health", "Mean health of the active clients of the industry, over every client of the company (M141).",
                value(own.average_health, own.average_health_null_reason, points), beside(own.average_health, all.average_health, points, false))}
            {figure("Mean adoption", "Mean share of licensed features in use (M040) among the clients of the industry.",
                value(own.average_adoption, own.average_adoption_null_reason, percent), beside(own.average_adoption, all.average_adoption, percent, false))}
            {figure("Logo churn, 12 months", "Of the clients of the industry twelve months ago, the share that left since (M067).",
                value(own.logo_churn_percent, own.logo_churn_percent_null_reason, percent), beside(own.logo_churn_percent, all.logo_churn_percent, percent, true))}
            {figure("Best in class", "Mean health of the best tenth of the industry.", best,
                view! { <span class="muted">{all.best_in_class_health.map(|best| format!("all industries {}", points(best)))}</span> })}
        </section>
    }
}

/// Says plainly that a small industry is not shown, and why.
fn small(data: &IndustryBenchmark) -> Option<AnyView> {
    let IndustryFigures { clients, average_health_null_reason, .. } = &data.figures;
    let text = match (clients, average_health_null_reason) {
        (None, Some(NullReason::SuppressedSmallN)) => format!(
            "{} has fewer than five active clients. Its figures are not shown, so that nobody can be recognised in them.",
            data.industry
        ),
        (Some(clients), _) => {
            format!("{} of {}", format::counted(*clients, "active client", "active clients"), data.industry)
        }
        _ => return None,
    };
    Some(view! { <p class="muted mb-3">{text}</p> })
}

fn points(value: f64) -> String {
    format!("{value:.1}")
}

fn percent(value: f64) -> String {
    format::percent_of(value)
}

fn value(value: Option<f64>, reason: Option<NullReason>, write: fn(f64) -> String) -> AnyView {
    match value {
        Some(value) => write(value).into_any(),
        None => view! { <NotAvailable reason/> },
    }
}

/// The same of every industry, and whether this one does better.
fn beside(own: Option<f64>, all: Option<f64>, write: fn(f64) -> String, less_is_better: bool) -> AnyView {
    let Some(all) = all else { return ().into_any() };
    let word = own.filter(|own| (own - all).abs() >= 0.05).map(|own| {
        let (color, word) = if (own > all) == less_is_better { ("bad", "worse than") } else { ("good", "better than") };
        view! { <span class=format!("font-medium {color}")>{word}</span> }
    });
    let text = format!("{} of all industries", write(all));
    view! { {word}<span class="muted">{text}</span> }
}
