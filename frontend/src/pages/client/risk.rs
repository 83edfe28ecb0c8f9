use api_types::clients::{ClientOverview, RiskFactor};
use domain::health::ChurnSource;
use leptos::prelude::*;

use crate::{
    components::EmptyState,
    format, routes, view,
    words::{self, Words},
};

/// What raises the risk of churn, and what speaks for the client.
#[component]
pub(super) fn Risk(data: ClientOverview) -> impl IntoView {
    let row = &data.client.summary;
    let source = match row.churn_risk_source {
        Some(ChurnSource::Heuristic) | None => "by rules, not a trained model",
        Some(source) => source.words(),
    };
    let (protective, raising): (Vec<_>, Vec<_>) =
        data.client.risk_factors.iter().partition(|factor| is_protective(factor));
    let reasons = row.at_risk_reasons.clone();
    view! {
        <aside class="card-x p-4 min-w-0" aria-labelledby="risk-factors">
            <div class="flex flex-wrap items-baseline gap-x-2">
                <h2 id="risk-factors" class="font-semibold text-[14px]">"Risk factors"</h2>
                <span class="ml-auto muted text-[12px]">{source}</span>
            </div>
            {(!reasons.is_empty()).then(|| view! {
                <p class="mt-2 flex flex-wrap gap-1.5">
                    <span class="sr-only">"At risk because of "</span>
                    {reasons.iter().map(|reason| view! { <span class="chip AT_RISK font-medium">{reason.words()}</span> }).collect_view()}
                </p>
            })}
            {if raising.is_empty() {
                view! { <div class="-my-4"><EmptyState icon="circle-check" title="Nothing raises the risk" text="No rule finds a reason to worry."/></div> }
            } else {
                view! { <ul class="mt-1 divide-y divide-base-300">{raising.into_iter().map(factor).collect_view()}</ul> }
            }}
            {(!protective.is_empty()).then(|| view! {
                <h3 class="font-semibold mt-4">"Speaks for the client"</h3>
                <ul class="mt-1 divide-y divide-base-300">{protective.into_iter().map(factor).collect_view()}</ul>
            })}
            <a class="link-x inline-block mt-2 no-print" href=routes::client_tab(row.id, "churn")>"What to do about it"</a>
        </aside>
    }
}

fn is_protective(factor: &RiskFactor) -> bool {
    factor.impact.contains("protective")
}

fn factor(factor: &RiskFactor) -> impl IntoView + use<> {
    let (word, color) = match factor.impact.as_str() {
        impact if impact.contains("protective") => ("Protective", "HEALTHY"),
        "high" => ("High", "CRITICAL"),
        "medium" => ("Medium", "MONITOR"),
        _ => ("Low", "muted"),
    };
    view! {
        <li class="py-2">
            <div class="flex gap-2">
                <span class="font-medium min-w-0">{words::factor(&factor.factor)}</span>
                <span class=format!("ml-auto font-medium {color}")>{word}</span>
                <span class="num muted w-10 text-right">{factor.share_percent.map(format::percent)}</span>
            </div>
            <p class="muted text-[12px] leading-4 mt-0.5">{factor.detail.clone()}</p>
        </li>
    }
}
