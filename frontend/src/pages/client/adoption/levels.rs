//! The six levels of adoption in their colours, always with their word.
use domain::usage::{AdoptionStatus, UsageTrend};
use leptos::prelude::*;

use crate::{components::Icon, view, words::Words};

/// A level: its mark and its word.
#[component]
pub(super) fn Level(level: AdoptionStatus) -> impl IntoView {
    view! {
        <span class=format!("level {}", level.as_str())><span class="level-mark" aria-hidden="true"></span>{level.words()}</span>
    }
}

/// Where the use of a feature is going.
#[component]
pub(super) fn Trend(trend: UsageTrend) -> impl IntoView {
    let (color, icon) = match trend {
        UsageTrend::Increasing => ("good", "arrow-up"),
        UsageTrend::Decreasing => ("bad", "arrow-down"),
        UsageTrend::Stable => ("muted", "minus"),
        UsageTrend::NoUse => return view! { <span class="muted">{trend.words()}</span> },
    };
    view! {
        <span class=format!("inline-flex items-center gap-0.5 whitespace-nowrap {color}")><Icon name=icon class="size-3"/>{trend.words()}</span>
    }
}
