use api_types::usage::{ClientUsage, RoleFrequency, UsageMetric};
use leptos::prelude::*;

use super::takeaway::against;
use crate::{
    components::{NotAvailable, Tip},
    format, view, words,
};

/// How intensely those who come use it.
#[component]
pub(super) fn Engagement(data: ClientUsage) -> impl IntoView {
    let figures = &data.figures;
    let rows = [
        ("Stickiness", "Mean daily users over monthly users.", &figures.stickiness),
        ("Session length", "Time of all sessions over their number, 30 days.", &figures.avg_session_duration_seconds),
        ("Actions per session", "All actions over all sessions, 30 days.", &figures.avg_session_depth),
        (
            "Sign-in days a week",
            "Days with a sign-in per active user and week, over four weeks.",
            &figures.login_frequency,
        ),
        ("Modules in use", "Licensed modules used within 30 days.", &figures.feature_breadth),
        ("Power users", "The fifth of the users who do most, ties included.", &figures.power_users),
        (
            "Last week vs before",
            "Daily users of seven days against the 30 days before them.",
            &figures.usage_vs_baseline,
        ),
        ("Actions per seat", "Actions of 30 days over the seats of the contract.", &figures.usage_intensity),
        (
            "Since the last sign-in",
            "Of any user; since going live if nobody ever signed in.",
            &figures.days_since_last_login,
        ),
    ];
    let entries: Vec<_> = rows.into_iter().map(|(name, about, metric)| entry(name, about, metric)).collect();
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Engagement">
            <h2 class="font-semibold text-[14px]">"Engagement"</h2>
            <div class="mt-1 grid lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-x-8">
                <dl class="grid sm:grid-cols-2 gap-x-8 content-start">{entries}</dl>
                <div class="min-w-0">{by_role(&data.roles)}</div>
            </div>
        </section>
    }
}

fn entry(name: &'static str, about: &'static str, metric: &UsageMetric) -> impl IntoView + use<> {
    let value = match metric.value {
        Some(_) => view! { <span class="num font-semibold">{metric.display.clone()}</span> },
        None => view! { <NotAvailable reason=metric.null_reason/> },
    };
    let beside = |kind: &str, word: &str| {
        let value = against(metric, kind)?.value?;
        Some(format!("{word} {}", written(value, &metric.unit)))
    };
    let notes: Vec<String> = [beside("OWN_BASELINE", "before"), beside("TIER", "tier")].into_iter().flatten().collect();
    view! {
        <div class="py-1.5 grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 items-baseline content-start border-b border-base-300">
            <dt class="min-w-0"><Tip text=about>{name}</Tip></dt>
            <dd class="text-right whitespace-nowrap">{value}</dd>
            {(!notes.is_empty()).then(|| view! { <dd class="col-span-2 num muted text-[12px] text-right">{notes.join(" · ")}</dd> })}
        </div>
    }
}

fn written(value: rust_decimal::Decimal, unit: &str) -> String {
    match unit {
        "seconds" => {
            let minutes = value / rust_decimal::Decimal::from(60);
            format::quantity(minutes, "min")
        }
        "%" => format::quantity(value, "%"),
        _ => format::number(value),
    }
}

fn by_role(roles: &[RoleFrequency]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = roles
        .iter()
        .map(|role| {
            let name = role.role.as_deref().map_or_else(|| "No role".to_owned(), words::platform_role);
            let frequency = role.login_frequency.map_or_else(|| format::NONE.to_owned(), |days| format!("{days:.2}"));
            view! {
                <tr>
                    <th scope="row" class="font-normal! text-base-content!">{name}</th>
                    <td class="num text-right">{format::count(role.users)}</td>
                    <td class="num text-right">{frequency}</td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! {
        <h3 class="max-lg:mt-4 lg:mt-2 text-[12px] font-semibold">"Sign-in days a week, by role"</h3>
        <table class="table-x mt-1 text-[12px] [--pad:0px]!">
            <thead><tr><th scope="col">"Role"</th><th scope="col" class="text-right!">"Users"</th><th scope="col" class="text-right!">"Days"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    })
}
