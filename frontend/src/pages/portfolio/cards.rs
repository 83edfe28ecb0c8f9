use api_types::analytics::{Metric, PortfolioSummary};
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{
    browser,
    components::{Delta, ErrorPanel, Icon, NotAvailable, Sparkline, Tip},
    format,
    load::Loaded,
    query::{self, Sort, View},
    routes, view,
};

/// What a card shows besides its figure.
struct Card {
    label: &'static str,
    formula: &'static str,
    href: String,
    line: &'static str,
    less_is_better: bool,
    aside: Option<String>,
}

/// The four key figures, each a way to the clients behind it.
#[component]
pub(super) fn Cards(summary: Loaded<PortfolioSummary>) -> impl IntoView {
    view! {
        <section aria-label="Key figures" class="grid grid-cols-2 xl:grid-cols-4 gap-3">
            {move || match (summary.data.get(), summary.error.get()) {
                (Some(summary), _) => cards(&summary).into_any(),
                (None, Some(error)) => view! {
                    <div class="card-x col-span-full"><ErrorPanel error on_retry=summary.retry()/></div>
                },
                (None, None) => (0..4).map(|_| view! {
                    <div class="card-x p-4 h-[110px]">
                        <span class="skel h-3 w-20"></span><span class="skel h-7 w-16 mt-2"></span><span class="skel h-3 w-28 mt-3"></span>
                    </div>
                }).collect_view().into_any(),
            }}
        </section>
    }
}

fn cards(summary: &PortfolioSummary) -> impl IntoView + use<> {
    let at = |view, sort: Option<Sort>| {
        routes::portfolio(&query::Portfolio { view, sort: sort.unwrap_or_default(), ..Default::default() })
    };
    let by_arr = Sort { field: "annual_recurring_revenue", is_descending: true };
    let share =
        summary.arr_at_risk_percent.map(|share| format!("{} of {}", format::percent_of(share), summary.arr.display));
    let of_total = summary.clients.value.map(|value| format!("of {}", format::number(value)));
    let clients = Card {
        label: "Clients",
        formula: "Active clients, compared with the opening of the month (M012).",
        href: at(View::All, None),
        line: "line-primary",
        less_is_better: false,
        aside: None,
    };
    let at_risk = Card {
        label: "At risk",
        formula: "Active clients with health below 60, churn risk above 50 %, an overdue renewal, or no activity for 90 days; \
                  each counted once (M008).",
        href: at(View::AtRisk, None),
        line: "line-at-risk",
        less_is_better: true,
        aside: of_total,
    };
    let health = Card {
        label: "Average health",
        formula: "Mean of the health scores of active clients that have one (M005).",
        href: at(View::All, Some(Sort { field: "current_health_score", is_descending: false })),
        line: "line-monitor",
        less_is_better: false,
        aside: None,
    };
    let arr = Card {
        label: "ARR at risk",
        formula: "Annual recurring revenue of the clients at risk, each counted once (M009).",
        href: at(View::AtRisk, Some(by_arr)),
        line: "line-at-risk",
        less_is_better: true,
        aside: share,
    };
    [
        card(clients, &summary.clients),
        card(at_risk, &summary.at_risk_clients),
        card(health, &summary.average_health),
        card(arr, &summary.arr_at_risk),
    ]
}

fn card(card: Card, metric: &Metric) -> impl IntoView + use<> {
    let points: Vec<f64> = metric.history.iter().filter_map(|point| point.value?.to_f64()).collect();
    // A line over the same value everywhere lies flat; a tenth of the largest is a move worth seeing.
    let least_span = points.iter().copied().fold(0.0, f64::max) / 10.0;
    let age = metric.computed_at.map(|at| format!("Computed {}", format::ago(at, browser::now())));
    let figure = match metric.value {
        Some(_) => {
            view! { <span class="num text-[26px] leading-8 font-semibold tracking-tight">{metric.display.clone()}</span> }
        }
        None => {
            view! { <span class="relative z-10 text-[22px] leading-8 font-semibold"><NotAvailable reason=metric.null_reason/></span> }
        }
    };
    view! {
        <div class="card-x @container p-3 sm:p-4 relative hover:border-(--field) flex items-end gap-2" title=age>
            <div class="min-w-0 grow self-start">
                <h2 class="flex items-center gap-1 text-[12px] font-normal muted">
                    <a href=card.href class="after:absolute after:inset-0 after:rounded-[10px]">{card.label}</a>
                    <span class="relative z-10"><Tip text=card.formula class="tip-icon" label=format!("About {}", card.label)><Icon name="info" class="size-3"/></Tip></span>
                </h2>
                <div class="mt-0.5 flex flex-wrap items-baseline gap-x-2">
                    {figure}
                    {card.aside.map(|aside| view! { <span class="num muted text-[12px] whitespace-nowrap">{aside}</span> })}
                </div>
                <div class="text-[12px] mt-1 flex flex-wrap items-center gap-x-1.5">{comparison(metric, card.less_is_better)}</div>
            </div>
            <span class=format!("shrink-0 hidden @min-[13rem]:block {}", card.line)><Sparkline points width=64.0 height=32.0 least_span/></span>
        </div>
    }
}

/// The change, with its arrow, and against what.
fn comparison(metric: &Metric, less_is_better: bool) -> Option<AnyView> {
    let comparison = metric.comparison.as_ref()?;
    let against = match comparison.kind.as_str() {
        "MONTH_OPENING" => "this month",
        "LAST_WEEK" => "vs last week",
        "LAST_MONTH" => "vs last month",
        _ => "before",
    };
    let Some(delta) = comparison.delta else {
        let reason = comparison.null_reason;
        return Some(
            view! { <span class="relative z-10 muted"><NotAvailable reason/></span><span class="muted">{against}</span> },
        );
    };
    let view = if is_currency(&comparison.delta_unit) {
        money_delta(delta, &comparison.delta_unit, less_is_better).into_any()
    } else {
        view! { <Delta points=delta.to_i64().unwrap_or_default() less_is_better/> }
    };
    Some(view! { {view}<span class="muted whitespace-nowrap">{against}</span> })
}

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn money_delta(delta: Decimal, currency: &str, less_is_better: bool) -> impl IntoView + use<> {
    let (icon, is_good) = match () {
        () if delta.is_zero() => ("minus", None),
        () if delta.is_sign_negative() => ("arrow-down", Some(less_is_better)),
        () => ("arrow-up", Some(!less_is_better)),
    };
    let color = is_good.map_or("muted", |is_good| if is_good { "good" } else { "bad" });
    let sign = if delta > Decimal::ZERO { "+" } else { "" };
    view! {
        <span class=format!("num inline-flex items-center gap-0.5 font-medium whitespace-nowrap {color}")>
            <Icon name=icon class="size-3"/>{sign}{format::money_short(delta, currency)}
        </span>
    }
}
