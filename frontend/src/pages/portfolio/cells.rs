//! What stands in one cell of the grid.
use api_types::{clients::ClientListItem, users::UserName};
use chrono::{DateTime, Utc};
use domain::revenue::RenewalStatus;
use leptos::prelude::*;

use super::columns::Column;
use crate::{
    browser,
    components::{Band, ChurnBand, Delta, NotAvailable, Sparkline, band_color},
    format, view,
    words::Words,
};

/// Tags a row shows.
const TAGS: usize = 2;

/// Tier and industry, as they stand below a name.
pub(in crate::pages) fn kind(row: &ClientListItem) -> String {
    format!("{} · {}", row.contract_tier.words(), row.industry.as_deref().unwrap_or("Other"))
}

pub(in crate::pages) fn name(row: &ClientListItem, href: String) -> impl IntoView + use<> {
    view! {
        <div class="flex items-center gap-2.5">
            <span class="avatar size-8 rounded-md text-[11px]" aria-hidden="true">{format::initials(&row.name)}</span>
            <div class="min-w-0 grow name-x">
                <a href=href data-row-link="" class="block font-semibold truncate rounded-sm" title=row.name.clone()>{row.name.clone()}</a>
                <span class="block muted text-[12px] truncate">{kind(row)}</span>
            </div>
        </div>
    }
}

pub(super) fn cell(row: &ClientListItem, column: Column) -> AnyView {
    match column {
        Column::Health => view! { <td class="px-1.5">{health(row)}</td> },
        Column::Trend => view! { <td class="px-1.5">{trend(row)}</td> },
        Column::Churn => view! { <td class="px-1.5 whitespace-nowrap">{churn(row)}</td> },
        Column::Arr => view! { <td class="px-1.5 num text-right whitespace-nowrap">{arr(row)}</td> },
        Column::Renewal => view! { <td class="px-1.5 whitespace-nowrap">{renewal(row)}</td> },
        Column::LastContact => view! { <td class="px-1.5 muted whitespace-nowrap">{ago(row.last_csm_contact_at)}</td> },
        Column::Csm => person(row.csm.as_ref()),
        Column::Ae => person(row.ae.as_ref()),
        Column::Segment => {
            view! { <td class="px-1.5"><span class="block truncate max-w-32">{row.segment.clone().unwrap_or_else(|| "–".to_owned())}</span></td> }
        }
        Column::LastActivity => view! { <td class="px-1.5 muted whitespace-nowrap">{ago(row.last_activity_at)}</td> },
        Column::Lifecycle => view! { <td class="px-1.5 whitespace-nowrap">{row.lifecycle_status.words()}</td> },
        Column::Size => view! { <td class="px-1.5 whitespace-nowrap">{row.size_segment.words()}</td> },
        Column::Tags => view! { <td class="px-1.5 pr-3">{tags(&row.tags)}</td> },
    }
}

/// The first tags; how many more there are.
fn tags(tags: &[String]) -> impl IntoView + use<> {
    let more = tags.len().saturating_sub(TAGS);
    let shown = tags
        .iter()
        .take(TAGS)
        .map(|tag| view! { <span class="chip max-w-28!"><span class="truncate">{tag.clone()}</span></span> });
    let all = tags.join(", ");
    view! {
        <span class="flex items-center gap-1" title=all>
            {shown.collect_view()}
            {(more > 0).then(|| view! { <span class="muted text-[12px] whitespace-nowrap">{format!("+{more}")}</span> })}
        </span>
    }
}

pub(in crate::pages) fn health(row: &ClientListItem) -> AnyView {
    match row.current_health_score {
        Some(score) => view! {
            <div class="flex items-baseline gap-2">
                <span class="num text-[15px] font-semibold w-6 shrink-0 text-right">{score}</span>
                {row.health_status.map(|status| view! { <Band status/> })}
            </div>
        },
        None => view! { <NotAvailable reason=row.current_health_score_null_reason/> },
    }
}

pub(super) fn line(row: &ClientListItem, width: f64) -> impl IntoView + use<> {
    let points: Vec<f64> = row.health_sparkline.iter().map(|score| f64::from(*score)).collect();
    view! { <span class=band_color(row.health_status)><Sparkline points width/></span> }
}

fn trend(row: &ClientListItem) -> impl IntoView + use<> {
    let change = match row.health_trend_change {
        Some(points) => {
            view! { <span class="text-[12px]" title="Points over 30 days"><Delta points=points.into()/></span> }
        }
        None if row.health_sparkline.is_empty() => {
            view! { <NotAvailable reason=row.current_health_score_null_reason/> }
        }
        None => view! { <NotAvailable reason=Some(domain::NullReason::InsufficientHistory)/> },
    };
    view! {
        <div class="flex items-center gap-1.5">
            {(!row.health_sparkline.is_empty()).then(|| line(row, 48.0))}
            {change}
        </div>
    }
}

pub(in crate::pages) fn churn(row: &ClientListItem) -> AnyView {
    match row.churn_risk_score {
        Some(score) => view! {
            <div class="flex items-baseline gap-1.5" title=row.churn_risk_source.map(Words::words)>
                <span class="num w-8.5 text-right">{format::percent(score)}</span>
                {row.churn_risk_category.map(|category| view! { <ChurnBand category/> })}
            </div>
        },
        None => view! { <NotAvailable reason=row.churn_risk_score_null_reason/> },
    }
}

pub(in crate::pages) fn arr(row: &ClientListItem) -> AnyView {
    match row.annual_recurring_revenue {
        Some(amount) => format::money(amount, &row.currency).into_any(),
        None => view! { <NotAvailable reason=row.annual_recurring_revenue_null_reason/> },
    }
}

pub(in crate::pages) fn renewal(row: &ClientListItem) -> AnyView {
    let Some(date) = row.next_renewal_date else {
        return view! { <NotAvailable reason=Some(domain::NullReason::NoData)/> };
    };
    let is_urgent = row.renewal_status == RenewalStatus::Overdue || row.days_to_renewal.is_some_and(|days| days <= 30);
    let class = if is_urgent { "block num text-[12px] CRITICAL font-semibold" } else { "block num text-[12px] muted" };
    view! {
        <span class="block num">{format::day(date, browser::today())}</span>
        {row.days_to_renewal.map(|days| view! { <span class=class>{format::due(days)}</span> })}
    }
}

fn ago(at: Option<DateTime<Utc>>) -> AnyView {
    match at {
        Some(at) => {
            view! { <span class="num inline-block first-letter:uppercase" title=format::instant(at)>{format::ago(at, browser::now())}</span> }
        }
        None => "Never".into_any(),
    }
}

fn person(person: Option<&UserName>) -> AnyView {
    match person {
        Some(person) => view! {
            <td class="pl-1.5 pr-3"><span class="block truncate max-w-40" title=person.name.clone()>{person.name.clone()}</span></td>
        },
        None => view! { <td class="px-1.5 pr-3 muted">"Nobody"</td> },
    }
}
