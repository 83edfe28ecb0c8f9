use api_types::my_day::{ClientPriority, PriorityFactor, PriorityFactorName};
use domain::revenue::PriorityCategory;
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::{components::Popover, format, view, words::Words};

/// The priority of a client, and what it is made of.
#[component]
pub(super) fn Priority(priority: Option<ClientPriority>, name: String) -> impl IntoView {
    let Some(priority) = priority else {
        return view! { <span class="w-16 shrink-0 muted text-[12px]">"No priority"</span> };
    };
    let (score, category) = (priority.score, priority.category);
    // Begins with what is seen: people who speak to their computer say what they read.
    let label = format!("{score} {}: priority of {name}", category.words());
    view! {
        <div class="relative w-16 shrink-0">
            <Popover class="priority-x" label trigger=move || view! {
                <span class="num text-[18px] font-semibold leading-5">{score}" "</span>
                <span class=format!("text-[11px] font-medium {}", color(category))>{category.words()}</span>
            }>
                {made_of(&priority)}
            </Popover>
        </div>
    }
}

fn color(category: PriorityCategory) -> &'static str {
    match category {
        PriorityCategory::Critical => "CRITICAL",
        PriorityCategory::High => "AT_RISK",
        PriorityCategory::Medium => "MONITOR",
        PriorityCategory::Low => "muted",
    }
}

fn made_of(priority: &ClientPriority) -> impl IntoView + use<> {
    let now = crate::browser::now();
    view! {
        <div class="p-3 w-72 max-w-full">
            <p class="font-semibold">"Why it stands here"</p>
            <ul class="mt-2 grid gap-2">{priority.factors.iter().map(factor).collect_view()}</ul>
            <p class="muted text-[12px] mt-3">
                {format!("The points add up to {} (M091). Computed {}.", priority.score, format::ago(priority.computed_at, now))}
            </p>
        </div>
    }
}

fn factor(factor: &PriorityFactor) -> impl IntoView + use<> {
    let points = factor.points.unwrap_or_default().round_dp(1).normalize();
    let value = factor.value.unwrap_or(Decimal::ZERO).round_dp(0);
    view! {
        <li>
            <div class="flex items-baseline gap-2">
                <span class="font-medium">{factor.factor.words()}</span>
                <span class="num muted ml-auto">{format!("{points} points")}</span>
            </div>
            <div class="bar mt-1" aria-hidden="true"><span class="line-fill" style:width=format!("{value}%")></span></div>
            <p class="muted text-[12px] mt-1">{factor.reason.clone()}</p>
        </li>
    }
}

impl Words for PriorityFactorName {
    fn words(self) -> &'static str {
        match self {
            Self::RevenueAtRisk => "Money at stake",
            Self::Urgency => "Renewal",
            Self::Tier => "Contract",
            Self::PurchaseHistory => "Purchase history",
        }
    }
}
