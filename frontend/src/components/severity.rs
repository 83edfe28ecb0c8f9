use domain::alert::AlertSeverity;
use leptos::prelude::*;

use crate::{components::Icon, view, words::Words};

/// How grave an alert is: a picture in its colour, and always its word.
#[component]
pub fn SeverityMark(severity: AlertSeverity) -> impl IntoView {
    let (icon, color) = match severity {
        AlertSeverity::Critical => ("octagon-alert", "CRITICAL"),
        AlertSeverity::High => ("triangle-alert", "AT_RISK"),
        AlertSeverity::Medium => ("circle-alert", "MONITOR"),
        AlertSeverity::Low => ("info", "muted"),
    };
    view! {
        <span class=format!("inline-flex items-center gap-1.5 font-medium text-[12px] whitespace-nowrap {color}")>
            <Icon name=icon class="size-3.5"/>{severity.words()}
        </span>
    }
}
