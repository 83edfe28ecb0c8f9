use api_types::my_day::{DaySummary, MyDay};
use leptos::prelude::*;

use crate::{
    components::{Icon, Tip},
    format,
    load::Loaded,
    view,
};

/// The whole list in four figures.
#[component]
pub(super) fn Figures(day: Loaded<MyDay>) -> impl IntoView {
    view! {
        <dl class="card-x mt-4 grid grid-cols-2 lg:grid-cols-4" aria-label="Today">
            {move || day.data.with(|day| match day {
                Some(day) => figures(&day.summary).into_any(),
                None => (0..4).map(|_| view! {
                    <div class="p-4" aria-hidden="true"><span class="skel h-3 w-20"></span><span class="skel h-6 w-14 mt-2"></span></div>
                }).collect_view().into_any(),
            })}
        </dl>
    }
}

fn figures(summary: &DaySummary) -> impl IntoView + use<> {
    let lost = summary.expected_loss.map(|amount| format::money_short(amount, &summary.currency)).unwrap_or_default();
    let all = [
        (
            "Clients to turn to",
            format::count(summary.clients),
            "With new alerts, or with follow-ups of yours that are due.",
        ),
        (
            "At stake within 90 days",
            lost,
            "ARR times churn probability of these clients, summed; 20 % where the risk is unknown (M091).",
        ),
        ("New alerts", format::count(summary.alerts), "Alerts about these clients that nobody has answered."),
        ("Follow-ups due", format::count(summary.follow_ups), "What you promised for today or earlier."),
    ];
    all.map(|(label, value, formula)| {
        view! {
            <div class="p-4 min-w-0">
                <dt class="flex items-center gap-1 muted text-[12px]">{label}<Tip text=formula class="tip-icon" label=format!("About {label}")><Icon name="info" class="size-3"/></Tip></dt>
                <dd class="num text-[20px] font-semibold tracking-tight mt-0.5">{value}</dd>
            </div>
        }
    })
    .collect_view()
}
