use api_types::churn::{ChurnCategoryShare, PortfolioChurnRisk};
use domain::health::{ChurnCategory, ChurnSource};
use leptos::prelude::*;

use crate::{
    browser,
    components::{ChurnBand, Delta, Icon, NotAvailable, Tip},
    format,
    pages::insights::{
        FIGURES,
        asked::Place,
        figure::{figure, money_change},
    },
    view,
};

/// What may leave, in money and in clients.
pub(super) fn figures(data: &PortfolioChurnRisk) -> AnyView {
    let expected = &data.expected;
    let currency = &data.currency;
    let of = |percent: Option<f64>, what: &str| {
        let text = percent.map(|percent| format!("{} of {what}", format::percent_of(percent)));
        view! { <span class="muted">{text}</span> }
    };
    let high = data.categories.iter().find(|share| share.category == ChurnCategory::High);
    let days = data.as_of - data.comparison.date;
    let since = format!("in {} days", days.num_days());
    let clients_note = match high.and_then(|high| high.clients_change) {
        Some(change) => view! { <Delta points=change less_is_better=true/><span class="muted">{since.clone()}</span> },
        None => {
            view! { <span class="muted">{since.clone()}": "<NotAvailable reason=data.comparison.null_reason/></span> }
        }
    };
    let arr_note = match high.and_then(|high| high.arr_change) {
        Some(change) => view! { {money_change(change, currency, true)}<span class="muted">{since}</span> },
        None => view! { <span class="muted">{since}": "<NotAvailable reason=data.comparison.null_reason/></span> },
    };
    let computed = data.computed_at.map(|at| format!("Computed {}", format::ago(at, browser::now())));
    view! {
        <div class="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1">{source(data)}</div>
        <section aria-label="Key figures" title=computed class=FIGURES>
            {figure("Expected ARR loss", "ARR × probability to leave within 90 days, summed over all clients with a score (M069). Clients of unknown ARR add nothing.",
                format::money_short(expected.arr, currency).into_any(), of(expected.arr_percent, "ARR"))}
            {figure("Expected to leave", "Sum of the probabilities to leave within 90 days, in clients, and their mean (M114).",
                format::number(expected.clients).into_any(), of(expected.clients_percent, "the scored clients"))}
            {figure("At high risk", "Clients with a churn risk above 50 % (M111).",
                format::count(high.map_or(0, |high| high.clients)).into_any(), clients_note)}
            {figure("ARR at high risk", "ARR of the clients with a churn risk above 50 %.",
                format::money_short(high.map_or_else(Default::default, |high| high.arr), currency).into_any(), arr_note)}
        </section>
    }
}

/// Where the scores come from, said before any of them.
fn source(data: &PortfolioChurnRisk) -> AnyView {
    let of = |source: ChurnSource| data.sources.iter().find(|one| one.source == source).map_or(0, |one| one.clients);
    let (by_rules, by_model) = (of(ChurnSource::Heuristic), of(ChurnSource::Model));
    let text = match (by_rules, by_model) {
        (0, 0) => return ().into_any(),
        (0, _) => "By the trained model".to_owned(),
        (_, 0) => "By rules (heuristic), not by a trained model".to_owned(),
        (rules, all) => format!(
            "By the trained model; {} of {} by rules (heuristic)",
            format::count(rules),
            format::count(rules + all)
        ),
    };
    let missing = (data.not_available > 0)
        .then(|| format!(" · {} without a score", format::counted(data.not_available, "client", "clients")));
    view! {
        <span class="chip font-medium">{text}</span>
        <Tip label="About churn risk, by rules" class="tip-icon" text="Fixed points for usage, sign-ins, champion, support, adoption, contact, survey, payment, \
            renewal and tenure, added to the churn rate of the last twelve months. Until there is history enough to train and \
            check a model, this says whom to look at first; it is no measured probability.">
            <Icon name="info" class="size-3"/>
        </Tip>
        <span class="muted text-[12px]">{format!("{} with a score", format::counted(data.scored, "client", "clients"))}{missing}</span>
    }
}

/// Low, medium and high; each leads to its clients.
pub(super) fn categories(place: Place, data: &PortfolioChurnRisk) -> AnyView {
    let entries: Vec<_> = data.categories.iter().rev().map(|share| category(place, share, &data.currency)).collect();
    let parts = data.categories.iter().rev().filter(|share| share.clients > 0).map(|share| {
        let width = format!("{}%", share.percent.unwrap_or_default());
        view! { <span class=color(share.category) style:width=width></span> }
    });
    view! {
        <section class="card-x p-4 min-w-0" aria-label="By category">
            <h2 class="font-semibold text-[14px]">"By category"</h2>
            <div class="strip-x mt-3" aria-hidden="true">{parts.collect_view()}</div>
            <ul class="mt-2 grid">{entries}</ul>
        </section>
    }
}

/// The class that gives a category its colour.
pub(super) const fn color(category: ChurnCategory) -> &'static str {
    match category {
        ChurnCategory::High => "CRITICAL",
        ChurnCategory::Medium => "MONITOR",
        ChurnCategory::Low => "HEALTHY",
    }
}

fn category(place: Place, share: &ChurnCategoryShare, currency: &str) -> AnyView {
    let category = share.category;
    let href = move || place.href("churn_risk_category", category.as_str());
    let range = match category {
        ChurnCategory::High => "above 50 %",
        ChurnCategory::Medium => "20 to 50 %",
        ChurnCategory::Low => "below 20 %",
    };
    let change = share.clients_change.map(|change| {
        view! {
            <span class="text-[12px]"><Delta points=change less_is_better={category != ChurnCategory::Low}/></span>
        }
    });
    let arr = format::money_short(share.arr, currency);
    let of_arr = share.arr_percent.map(|percent| format!(" · {} of ARR", format::percent_of(percent)));
    view! {
        <li>
            <a href=href class="block py-1.5 -mx-1.5 px-1.5 rounded-md hover:bg-base-200">
                <span class="flex items-baseline gap-2">
                    <ChurnBand category/><span class="muted text-[12px]">{range}</span>
                    <span class="ml-auto flex items-baseline gap-2">{change}<span class="num font-medium">{format::count(share.clients)}</span></span>
                    <span class="num muted w-12 text-right">{share.percent.map(format::percent_of)}</span>
                </span>
                <span class="num muted text-[12px] block">{arr}{of_arr}</span>
            </a>
        </li>
    }
}
