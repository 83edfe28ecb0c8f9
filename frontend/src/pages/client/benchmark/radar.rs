use api_types::benchmarks::ClientBenchmark;
use leptos::prelude::*;

use super::takeaway::{short, standing};
use crate::{
    charts::percentiles,
    components::{Icon, Tip},
    format,
    pages::insights::{Draw, Drawing},
    view,
};

/// Axes below which a radar has no area.
const LEAST_AXES: usize = 3;

/// Where the client stands in everything that can be compared.
pub(super) fn card(data: &ClientBenchmark) -> AnyView {
    let title = standing(data);
    let axes: Vec<(String, i16)> =
        data.metrics.iter().filter_map(|metric| Some((short(metric).to_owned(), metric.percentile?))).collect();
    let said: Vec<String> =
        axes.iter().map(|(name, percentile)| format!("{name} {}", format::ordinal((*percentile).into()))).collect();
    let label = format!("{title}. Percentiles: {}", said.join(", "));
    let missing: Vec<&str> = data.metrics.iter().filter(|metric| metric.percentile.is_none()).map(short).collect();
    let rows: Vec<_> = axes
        .iter()
        .map(|(name, percentile)| view! { <tr><th scope="row">{name.clone()}</th><td>{*percentile}</td></tr> })
        .collect();
    let body = if axes.len() < LEAST_AXES {
        view! { <p class="muted py-8 text-center">"Too few figures can be compared for a picture; the table has those that can."</p> }
    } else {
        let draw: Draw = Box::new(move |palette, width| percentiles::option(&axes, palette, width));
        view! {
            <Drawing draw label class="h-72 mt-2 overflow-hidden">
                <table>
                    <caption>"Percentiles among the peers"</caption>
                    <thead><tr><th scope="col">"Figure"</th><th scope="col">"Percentile"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Drawing>
            <p class="text-[12px] muted"><span class="line-primary">"━ "</span>"this client · ┄ middle of the cohort · the rim is the best"</p>
        }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Percentiles">
            <h2 class="flex items-center gap-1.5 font-semibold text-[14px]">
                {title}
                <Tip label="About percentiles" class="tip-icon" text="Percentile rank: the share of the cohort below, and half of those equal, the client included. 100 is the best whatever the \
                    figure: of tickets, fewer are better (M140).">
                    <Icon name="info" class="size-3"/>
                </Tip>
            </h2>
            {body}
            {(!missing.is_empty()).then(|| view! { <p class="muted text-[12px] mt-1">{format!("Not compared: {}.", missing.join(", ").to_lowercase())}</p> })}
        </section>
    }
}
