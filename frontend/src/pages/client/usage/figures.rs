use api_types::usage::{ClientUsage, UsageMetric};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::takeaway::against;
use crate::{
    components::{Icon, NotAvailable, Tip},
    format, view,
};

/// The four figures the tab is about.
#[component]
pub(super) fn Figures(data: ClientUsage) -> impl IntoView {
    let figures = &data.figures;
    let computed = data.computed_at.map(|at| format!("Summed up {}", format::instant(at)));
    view! {
        <section aria-label="Usage figures" title=computed
            class="card-x grid grid-cols-2 max-[359px]:grid-cols-1 lg:grid-cols-4 divide-base-300 max-lg:divide-y lg:divide-x">
            {figure("Daily active users", "Mean of the distinct users with an action per day, over 30 days.", &figures.daily_active_users)}
            {figure("Weekly active users", "Distinct users with an action within the seven days up to the last complete one.", &figures.weekly_active_users)}
            {figure("Monthly active users", "Distinct users with an action within the 30 days up to the last complete one.", &figures.monthly_active_users)}
            {seats(&data)}
        </section>
    }
}

fn figure(name: &'static str, about: &'static str, metric: &UsageMetric) -> impl IntoView + use<> {
    let own = against(metric, "OWN_BASELINE");
    let note = match own.and_then(|own| own.delta) {
        Some(delta) => {
            view! { {change(delta, own.map_or("%", |own| own.delta_unit.as_str()))}<span class="muted">"vs the 90 days before"</span> }
        }
        None => {
            view! { <span class="muted">"vs the 90 days before: "<NotAvailable reason=own.and_then(|own| own.null_reason)/></span> }
        }
    };
    fact(name, about, metric, note)
}

fn seats(data: &ClientUsage) -> impl IntoView + use<> {
    let metric = &data.figures.contract_utilisation;
    let word = match data.figures.seat_use.as_deref() {
        Some("LOW_UTILISATION") => Some(("AT_RISK", "Few seats used")),
        Some("EXPANSION_SIGNAL") => Some(("HEALTHY", "Room to expand")),
        Some(_) => Some(("muted", "As expected")),
        None => None,
    };
    let seats = metric.numerator.zip(metric.denominator);
    let note = view! {
        {word.map(|(color, word)| view! { <span class=format!("font-medium {color}")>{word}</span> })}
        {seats.map(|(used, all)| view! { <span class="muted">{format!("{} of {} seats", format::number(used), format::number(all))}</span> })}
    };
    let about = "Monthly active users over the seats of the contract. Below half few are used; above 80 % there is reason to talk about more.";
    fact("Seats in use", about, metric, note.into_any())
}

fn fact(name: &'static str, about: &'static str, metric: &UsageMetric, note: AnyView) -> impl IntoView + use<> {
    let value = match metric.value {
        Some(_) => metric.display.clone().into_any(),
        None => view! { <NotAvailable reason=metric.null_reason/> },
    };
    view! {
        <div class="p-4 min-w-0">
            <h2 class="flex items-center gap-1.5 muted text-[12px] font-normal">
                {name}
                <Tip text=about class="tip-icon" label=format!("About {}", name.to_lowercase())><Icon name="info" class="size-3"/></Tip>
            </h2>
            <div class="num text-[20px] sm:text-[24px] leading-8 font-semibold tracking-tight">{value}</div>
            <div class="text-[12px] mt-0.5 flex flex-wrap items-center gap-x-1.5">{note}</div>
        </div>
    }
}

/// A change with its arrow, where more is better.
pub(super) fn change(delta: Decimal, unit: &str) -> impl IntoView + use<> {
    let whole = delta.round();
    let (color, icon, word) = if whole.is_zero() {
        ("muted", "minus", "unchanged")
    } else if whole.is_sign_negative() {
        ("bad", "arrow-down", "down")
    } else {
        ("good", "arrow-up", "up")
    };
    let amount = format::quantity(whole.abs(), unit);
    view! {
        <span class=format!("num inline-flex items-center gap-0.5 font-medium whitespace-nowrap {color}")>
            <Icon name=icon class="size-3"/><span class="sr-only">{word}" "</span>{amount}
        </span>
    }
}
