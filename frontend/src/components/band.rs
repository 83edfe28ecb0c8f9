use domain::health::{ChurnCategory, HealthStatus};
use leptos::prelude::*;

use crate::{components::Icon, format, view, words::Words};

/// The band of a health score: its colour, and always its word.
#[component]
pub fn Band(status: HealthStatus, #[prop(default = "text-[12px]")] class: &'static str) -> impl IntoView {
    view! { <span class=format!("band {} {class}", status.as_str())>{status.words()}</span> }
}

/// The word of a churn risk in its colour.
#[component]
pub fn ChurnBand(category: ChurnCategory) -> impl IntoView {
    let color = match category {
        ChurnCategory::High => "CRITICAL",
        ChurnCategory::Medium => "MONITOR",
        ChurnCategory::Low => "HEALTHY",
    };
    view! { <span class=format!("text-[12px] font-medium {color}")>{category.words()}</span> }
}

/// A change in points with its arrow. `is_good` says whether it is welcome; a change of nothing is neither.
#[component]
pub fn Delta(points: i64, #[prop(optional)] less_is_better: bool) -> impl IntoView {
    let (color, icon, word) = match (points.signum(), less_is_better) {
        (0, _) => ("muted", "minus", "unchanged"),
        (1, false) => ("good", "arrow-up", "up"),
        (1, true) => ("bad", "arrow-up", "up"),
        (_, false) => ("bad", "arrow-down", "down"),
        (_, true) => ("good", "arrow-down", "down"),
    };
    view! {
        <span class=format!("num inline-flex items-center gap-0.5 font-medium whitespace-nowrap {color}")>
            <Icon name=icon class="size-3"/>
            <span class="sr-only">{word}" "</span>
            {format::signed(points)}
        </span>
    }
}

/// The class that colours a line by its band.
pub fn band_color(status: Option<HealthStatus>) -> &'static str {
    status.map_or("muted", |status| match status {
        HealthStatus::Healthy => "line-healthy",
        HealthStatus::Monitor => "line-monitor",
        HealthStatus::AtRisk => "line-at-risk",
        HealthStatus::Critical => "line-critical",
    })
}
