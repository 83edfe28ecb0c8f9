use api_types::churn::PortfolioChurnRisk;
use leptos::prelude::*;

use super::takeaway;
use crate::{
    charts::score_steps,
    format,
    pages::insights::{Draw, Drawing},
    view,
};

/// How the scores spread.
pub(super) fn card(data: PortfolioChurnRisk) -> AnyView {
    let title = takeaway::spread(&data);
    let label = format!("{title}. Clients by churn risk, in steps of ten percent");
    let missing: i64 = data.categories.iter().map(|share| share.n_without_arr).sum();
    let rows: Vec<_> = data
        .distribution
        .iter()
        .map(|step| {
            let arr = format::money(step.arr, &data.currency);
            view! { <tr><th scope="row">{format!("{} to {} %", step.from, step.to)}</th><td>{step.clients}</td><td>{arr}</td></tr> }
        })
        .collect();
    let steps = data.distribution.clone();
    let draw: Draw = Box::new(move |palette, _| score_steps::option(&steps, palette));
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Spread of churn risk">
            <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <p class="muted sm:ml-auto text-[12px]">"Clients by churn risk within 90 days"</p>
            </div>
            <Drawing draw label class="h-52 mt-2 overflow-hidden">
                <table>
                    <caption>"Clients by churn risk"</caption>
                    <thead><tr><th scope="col">"Churn risk"</th><th scope="col">"Clients"</th><th scope="col">"ARR"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Drawing>
            {(missing > 0).then(|| view! {
                <p class="muted text-[12px] mt-1">{format!("The ARR of {} is unknown and in no sum.", format::counted(missing, "client", "clients"))}</p>
            })}
        </section>
    }
}
