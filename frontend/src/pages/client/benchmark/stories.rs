use api_types::benchmarks::{BestFigure, ClientBenchmark, SuccessStory};
use leptos::prelude::*;

use crate::{components::Icon, format, routes, view, words::Words as _};

/// Peers to learn from, of those one may open.
pub(super) fn card(data: &ClientBenchmark) -> AnyView {
    let entries = match data.success_stories.as_slice() {
        [] => view! {
            <p class="muted px-4 pb-4 pt-1">"None of the clients you may open is among the best tenth of these peers."</p>
        },
        stories => view! {
            <ul class="mt-2 divide-y divide-base-300 border-t border-base-300">{stories.iter().map(|story| entry(data, story)).collect_view()}</ul>
        },
    };
    view! {
        <section class="card-x min-w-0 mt-4" aria-label="Success stories">
            <h2 class="font-semibold text-[14px] px-4 pt-4">"Success stories"</h2>
            <p class="muted text-[12px] px-4">"Peers of the best tenth: what they do may work here, too"</p>
            {entries}
        </section>
    }
}

fn entry(data: &ClientBenchmark, story: &SuccessStory) -> AnyView {
    let industry = story.industry.clone().map(|industry| format!(" · {industry}"));
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2.5">
            <div class="min-w-0 basis-56 grow">
                <p class="truncate"><a class="link-x font-medium" href=routes::client_tab(story.id, "benchmark")>{story.name.clone()}</a></p>
                <p class="muted text-[12px]">{story.contract_tier.words()}{industry}</p>
            </div>
            <ul class="flex flex-wrap gap-1.5">{story.best_in.iter().map(|figure| best(data, figure)).collect_view()}</ul>
        </li>
    }
}

fn best(data: &ClientBenchmark, figure: &BestFigure) -> AnyView {
    let metric = data.metrics.iter().find(|metric| metric.key == figure.key);
    let (name, value) = match metric {
        Some(metric) if metric.unit == "%" => (metric.name.clone(), format::quantity(figure.value, "%")),
        Some(metric) => (metric.name.clone(), format::number(figure.value)),
        None => (figure.key.clone(), format::number(figure.value)),
    };
    view! {
        <li class="chip"><Icon name="star" class="size-3.5"/>{name}<span class="num font-medium">{value}</span></li>
    }
}
