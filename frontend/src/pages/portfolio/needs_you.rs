use api_types::analytics::{AtRiskClient, AtRiskSummary};
use leptos::prelude::*;

use crate::{
    components::{Band, EmptyState, ErrorPanel},
    format,
    load::Loaded,
    query::{self, Sort, View},
    routes, view,
    words::Words,
};

/// Reasons said in a sentence; more would no longer be read.
const REASONS: usize = 2;

/// Those with the most money at stake, and why.
#[component]
pub(super) fn NeedsYou(summary: Loaded<AtRiskSummary>) -> impl IntoView {
    view! {
        <aside class="card-x p-4 min-w-0" aria-labelledby="needs-you">
            <div class="flex items-center gap-2">
                <h2 id="needs-you" class="font-semibold text-[14px]">"Needs you first"</h2>
                <span class="ml-auto muted text-[12px]">"by money at stake"</span>
            </div>
            {move || match (summary.data.get(), summary.error.get()) {
                (Some(summary), _) if summary.needs_you_first.is_empty() => view! {
                    <div class="-mx-2 -my-4"><EmptyState icon="circle-check" title="Nobody needs you first" text="No client is at risk."/></div>
                },
                (Some(summary), _) => entries(&summary).into_any(),
                (None, Some(error)) => view! {
                    <div class="-mx-4 -mb-4"><ErrorPanel error on_retry=summary.retry()/></div>
                },
                (None, None) => (0..3).map(|_| view! {
                    <div class="py-3"><span class="skel h-3.5 w-40"></span><span class="skel h-3 w-full mt-2.5"></span><span class="skel h-3 w-3/4 mt-2"></span></div>
                }).collect_view().into_any(),
            }}
        </aside>
    }
}

fn entries(summary: &AtRiskSummary) -> impl IntoView + use<> {
    let all = query::Portfolio {
        view: View::AtRisk,
        sort: Sort { field: "annual_recurring_revenue", is_descending: true },
        ..Default::default()
    };
    let currency = summary.currency.clone();
    view! {
        <ol class="mt-1 divide-y divide-base-300">
            {summary.needs_you_first.iter().map(|client| entry(client, &currency)).collect_view()}
        </ol>
        <a class="link-x inline-block pt-2" href=routes::portfolio(&all)>
            {format!("All {} at risk", format::counted(summary.clients, "client", "clients"))}
        </a>
    }
}

fn entry(client: &AtRiskClient, currency: &str) -> impl IntoView + use<> {
    let stake = client.expected_arr_loss.map(|amount| format!("{} at stake", format::money_short(amount, currency)));
    view! {
        <li class="py-3">
            <div class="flex flex-wrap items-center gap-x-2">
                <h3 class="font-semibold min-w-0 truncate">{client.name.clone()}</h3>
                {client.health_status.map(|status| view! { <Band status/> })}
            </div>
            <p class="muted mt-1 leading-5">{reason(client)}</p>
            <div class="flex items-center gap-2 mt-2">
                <span class="num font-medium" title="ARR × churn probability">{stake}</span>
                <a class="link-x ml-auto" href=routes::client(client.id) aria-label=format!("Open client {}", client.name)>"Open client"</a>
            </div>
        </li>
    }
}

/// Why, in a sentence or two: the factors' own words, else the reasons it counts as at risk.
fn reason(client: &AtRiskClient) -> String {
    let factors: Vec<String> = client.risk_factors.iter().take(REASONS).map(|factor| closed(&factor.detail)).collect();
    if !factors.is_empty() {
        return factors.join(" ");
    }
    client.at_risk_reasons.iter().map(|reason| closed(reason.words())).collect::<Vec<_>>().join(" ")
}

fn closed(sentence: &str) -> String {
    let sentence = sentence.trim();
    if sentence.ends_with(['.', '!', '?']) { sentence.to_owned() } else { format!("{sentence}.") }
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn reasons_read_as_sentences() {
        assert_eq!(closed("Daily users down 40 %"), "Daily users down 40 %.");
        assert_eq!(closed("Renewal overdue. "), "Renewal overdue.");
    }
}
