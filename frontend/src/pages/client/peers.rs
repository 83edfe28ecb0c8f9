use api_types::clients::ClientOverview;
use domain::NullReason;
use leptos::prelude::*;

use crate::{components::NotAvailable, format, routes, view, words::Words};

/// The score against similar clients.
#[component]
pub(super) fn Peers(data: ClientOverview) -> impl IntoView {
    let peers = &data.health.benchmarks;
    let tier = format!("{} clients", data.client.summary.contract_tier.words());
    let industry = format!("{} clients", data.client.summary.industry.as_deref().unwrap_or("Other"));
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Against similar clients">
            <h2 class="font-semibold text-[14px]">"Against similar clients"</h2>
            <dl class="mt-2 grid gap-3">
                {group(tier, peers.tier_percentile, peers.tier_average, peers.tier_clients, peers.tier_null_reason)}
                {group(industry, peers.industry_percentile, peers.industry_average, peers.industry_clients, peers.industry_null_reason)}
            </dl>
            <a class="link-x inline-block mt-3 no-print" href=routes::client_tab(data.client.summary.id, "benchmark")>"Compare everything"</a>
        </section>
    }
}

fn group(
    name: String,
    percentile: Option<i16>,
    average: Option<i16>,
    clients: i64,
    reason: Option<NullReason>,
) -> impl IntoView {
    let value = match percentile {
        Some(percentile) => {
            let average = average.map(|average| format!(" · average {average}")).unwrap_or_default();
            view! {
                <dd>{format!("{} percentile of {} {name}{average}", format::ordinal(percentile.into()), format::count(clients))}</dd>
                <dd class="bar relative overflow-visible! mt-1.5" aria-hidden="true">
                    <span class="absolute! size-3! -top-0.5 -translate-x-1/2 rounded-full! bg-primary! border-2 border-base-100" style:left=format!("{}%", percentile.clamp(0, 100))></span>
                </dd>
            }
        }
        None => {
            view! { <dd><NotAvailable reason/><span class="muted">{format!(" · {} {name} with a score", format::count(clients))}</span></dd> }
        }
    };
    view! { <div><dt class="sr-only">"Percentile"</dt>{value}</div> }
}
