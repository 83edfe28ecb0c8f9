use api_types::benchmarks::IndustryBenchmark;
use leptos::prelude::*;

use super::takeaway;
use crate::{
    charts::lines::{self, Figure, Scale},
    components::NotAvailable,
    format,
    pages::insights::{Draw, Drawing},
    view,
};

/// Health of the industry at the end of each month, beside that of all industries now.
pub(super) fn card(data: &IndustryBenchmark) -> AnyView {
    let title = takeaway::trend(data);
    let all = data.all_industries.average_health;
    let label = format!("{title}. Mean health at the end of each month");
    let rows: Vec<_> = data
        .trend
        .iter()
        .map(|month| {
            let value = match month.average_health {
                Some(health) => format!("{health:.1}").into_any(),
                None => view! { <NotAvailable reason=month.null_reason/> },
            };
            view! { <tr><th scope="row">{format::short_month(month.date)}</th><td>{value}</td></tr> }
        })
        .collect();
    let known = data.trend.iter().filter(|month| month.average_health.is_some()).count();
    let body = if known == 0 {
        let reason = data.trend.last().and_then(|month| month.null_reason).or(data.figures.average_health_null_reason);
        view! { <p class="muted py-8 text-center">"Health by month: "<NotAvailable reason/></p> }
    } else {
        let days: Vec<_> = data.trend.iter().map(|month| month.date).collect();
        let own = Figure {
            name: "Mean health",
            color: |palette| palette.accent,
            is_dashed: false,
            values: data.trend.iter().map(|month| month.average_health).collect(),
        };
        let of_all = all.map(|all| Figure {
            name: "All industries, now",
            color: |palette| palette.muted,
            is_dashed: true,
            values: vec![Some(all); days.len()],
        });
        let figures: Vec<Figure> = [Some(own), of_all].into_iter().flatten().collect();
        let scale = Scale { unit: "", max: None, from_nought: false };
        let draw: Draw = Box::new(move |palette, width| lines::option(&days, &figures, scale, palette, width));
        view! {
            <Drawing draw label class="h-60 mt-2 overflow-hidden">
                <table>
                    <caption>"Mean health by month"</caption>
                    <thead><tr><th scope="col">"Month"</th><th scope="col">"Health"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Drawing>
        }
    };
    view! {
        <section class="card-x p-4 min-w-0 mt-4" aria-label="Health by month">
            <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <p class="muted sm:ml-auto text-[12px]">
                    <span class="line-primary">"━ "</span>{data.industry.clone()}{all.map(|all| format!(" · ┄ all industries now {all:.1}"))}
                </p>
            </div>
            {body}
        </section>
    }
}
