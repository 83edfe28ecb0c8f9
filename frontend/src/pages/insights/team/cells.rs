//! What stands in one cell of the table.
use api_types::team::{CsmFigures, HealthCounts};
use domain::{NullReason, health::HealthStatus};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::takeaway::float;
use crate::{
    components::NotAvailable,
    format,
    pages::insights::sort::{Column, column},
    view,
    words::Words,
};

/// The columns after the name, and what they are sorted by.
pub(super) const COLUMNS: [Column; 10] = [
    column("clients", "Clients", "text-right!", true),
    column("arr", "ARR", "text-right!", true),
    column("health", "Health", "text-right!", true),
    column("arr_at_risk", "ARR at risk", "text-right!", true),
    column("renewals", "Renewals, 90 d", "text-right!", true),
    column("logo_retention", "Clients kept", "text-right!", true),
    column("grr", "ARR kept", "text-right!", true),
    column("touchpoints", "Touchpoints", "text-right!", true),
    column("overdue", "Overdue", "text-right!", true),
    column("response", "Response", "text-right!", false),
];

/// What a column is sorted by; none comes last.
pub(super) fn key(figures: &CsmFigures, field: &str) -> Option<f64> {
    Some(match field {
        "clients" => figures.clients as f64,
        "arr" => float(figures.arr),
        "health" => figures.average_health?.into(),
        "arr_at_risk" => float(figures.arr_at_risk),
        "renewals" => figures.renewals_90_days as f64,
        "logo_retention" => figures.retention.logo_retention_percent?,
        "grr" => figures.retention.gross_revenue_retention_percent?,
        "touchpoints" => figures.activities.touchpoints as f64,
        "overdue" => figures.overdue_follow_ups as f64,
        "response" => figures.alerts.median_response_hours?,
        _ => return None,
    })
}

/// The figure, and below it what explains it.
pub(super) fn cell(figures: &CsmFigures, field: &str, currency: &str) -> (AnyView, Option<String>) {
    let count = |number: i64| format::count(number).into_any();
    let percent = |value: Option<f64>, reason| maybe(value.map(format::percent_of), reason);
    match field {
        "clients" => (count(figures.clients), None),
        "arr" => (
            money(figures.arr, currency),
            (figures.n_without_arr > 0).then(|| format!("{} unknown", format::count(figures.n_without_arr))),
        ),
        "health" => {
            (maybe(figures.average_health.map(|health| health.to_string()), figures.average_health_null_reason), None)
        }
        "arr_at_risk" => (money(figures.arr_at_risk, currency), Some(at_risk_note(figures))),
        "renewals" => (
            count(figures.renewals_90_days),
            (figures.renewals_overdue > 0).then(|| format!("{} overdue", format::count(figures.renewals_overdue))),
        ),
        "logo_retention" => {
            let retention = &figures.retention;
            let left =
                (retention.churned_clients > 0).then(|| format!("{} left", format::count(retention.churned_clients)));
            (percent(retention.logo_retention_percent, retention.logo_retention_percent_null_reason), left)
        }
        "grr" => {
            let retention = &figures.retention;
            let reason = retention.gross_revenue_retention_percent_null_reason;
            (percent(retention.gross_revenue_retention_percent, reason), None)
        }
        "touchpoints" => (count(figures.activities.touchpoints), None),
        "overdue" => (count(figures.overdue_follow_ups), None),
        _ => {
            let alerts = &figures.alerts;
            let in_time = alerts.within_sla_percent.map(|percent| format!("{} in time", format::percent_of(percent)));
            (maybe(alerts.median_response_hours.map(hours), alerts.response_null_reason), in_time)
        }
    }
}

/// How many clients, and by how much the risk gathers with them where it does.
fn at_risk_note(figures: &CsmFigures) -> String {
    let clients = format::counted(figures.at_risk_clients, "client", "clients");
    match figures.risk_concentration.filter(|_| figures.is_risk_concentrated) {
        Some(index) => format!("{clients}, {index:.1}× a fair share"),
        None => clients,
    }
}

/// Business hours.
pub(super) fn hours(hours: f64) -> String {
    format!("{hours:.1}\u{a0}h")
}

pub(super) fn money(amount: Decimal, currency: &str) -> AnyView {
    format::money_short(amount, currency).into_any()
}

pub(super) fn maybe(text: Option<String>, reason: Option<NullReason>) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <NotAvailable reason/> },
    }
}

/// How the book spreads over the bands of health.
pub(super) fn bands(counts: HealthCounts) -> AnyView {
    let all = counts.healthy + counts.monitor + counts.at_risk + counts.critical;
    let bands = [
        (HealthStatus::Healthy, counts.healthy),
        (HealthStatus::Monitor, counts.monitor),
        (HealthStatus::AtRisk, counts.at_risk),
        (HealthStatus::Critical, counts.critical),
    ];
    let said: Vec<String> =
        bands.iter().map(|(band, clients)| format!("{clients} {}", band.words().to_lowercase())).collect();
    let parts: Vec<_> = bands
        .into_iter()
        .filter(|(_, clients)| *clients > 0)
        .map(|(band, clients)| {
            let width = format!("{}%", 100.0 * clients as f64 / all.max(1) as f64);
            view! { <span class=band.as_str() style:width=width></span> }
        })
        .collect();
    let said = said.join(", ");
    view! { <span class="strip-x h-2! min-w-24" aria-hidden="true" title=said.clone()>{parts}</span><span class="sr-only">{said.clone()}</span> }
}
