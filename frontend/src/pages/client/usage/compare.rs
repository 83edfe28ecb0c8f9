use api_types::usage::{ClientUsage, UsageComparison, UsageMetric};
use leptos::prelude::*;

use super::figures::change;
use crate::{components::NotAvailable, format, pages::client::context::ClientContext, view, words::Words};

/// Users beside the client's own past, its tier, everyone, and the best of its tier.
#[component]
pub(super) fn Compare(data: ClientUsage) -> impl IntoView {
    let client = ClientContext::from_context();
    let tier = untrack(|| client.with(|data| data.client.summary.contract_tier.words())).unwrap_or("Tier");
    let figures = &data.figures;
    let rows = [
        ("Daily", &figures.daily_active_users),
        ("Weekly", &figures.weekly_active_users),
        ("Monthly", &figures.monthly_active_users),
    ];
    let peers = figures.daily_active_users.comparisons.iter().find(|one| one.kind == "TIER").and_then(|one| one.peers);
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Compared with">
            <h2 class="font-semibold text-[14px]">"Compared with"</h2>
            {rows.map(|(name, metric)| group(name, metric, tier))}
            {peers.map(|peers| view! {
                <p class="muted text-[12px] mt-3">{format!("{} other {tier} clients, live for 90 days or more.", format::count(peers))}</p>
            })}
        </section>
    }
}

fn group(name: &'static str, metric: &UsageMetric, tier: &'static str) -> impl IntoView + use<> {
    let entries: Vec<_> = metric.comparisons.iter().map(|one| entry(one, tier)).collect();
    view! {
        <h3 class="mt-3 text-[12px] font-semibold flex"><span>{name}" users"</span><span class="num ml-auto">{metric.display.clone()}</span></h3>
        <dl class="text-[12px]">{entries}</dl>
    }
}

fn entry(one: &UsageComparison, tier: &'static str) -> impl IntoView + use<> {
    let name = match one.kind.as_str() {
        "OWN_BASELINE" => "Own 90 days before".to_owned(),
        "TIER" => format!("{tier} average"),
        "ALL" => "Average of all clients".to_owned(),
        _ => format!("Best in {tier} (P90)"),
    };
    let value = match one.value {
        Some(value) => view! {
            <span class="num">{format::number(value)}</span>
            <span class="inline-block w-16 text-right">{one.delta.map(|delta| change(delta, &one.delta_unit))}</span>
        },
        None => view! { <NotAvailable reason=one.null_reason/> },
    };
    view! {
        <div class="flex items-baseline gap-2 py-1 border-b border-base-300 last:border-b-0">
            <dt class="muted min-w-0">{name}</dt>
            <dd class="ml-auto whitespace-nowrap">{value}</dd>
        </div>
    }
}
