use api_types::clients::{Client, ClientOverview};
use chrono::{Datelike, NaiveDate};
use domain::{NullReason, health::ChurnSource, revenue::RenewalStatus};
use leptos::prelude::*;

use crate::{
    browser,
    components::{Band, ChurnBand, Delta, Icon, NotAvailable, Tip},
    format, view,
    words::Words,
};

/// The four facts everything else explains.
#[component]
pub(super) fn Facts(data: ClientOverview) -> impl IntoView {
    let computed = data.health.computed_at.map(|at| format!("Computed {}", format::ago(at, browser::now())));
    view! {
        <section aria-label="Key facts" title=computed
            class="card-x mt-4 grid grid-cols-2 max-[359px]:grid-cols-1 lg:grid-cols-4 gap-px bg-base-300! overflow-hidden">
            {health(&data)}{churn(&data.client)}{revenue(&data.client)}{renewal(&data.client)}
        </section>
    }
}

fn fact(name: &'static str, about: Option<&'static str>, value: AnyView, note: AnyView) -> impl IntoView {
    view! {
        <div class="p-4 min-w-0 bg-base-100">
            <h2 class="flex items-center gap-1.5 muted text-[12px] font-normal">
                {name}
                {about.map(|about| view! { <Tip text=about class="tip-icon" label=format!("About {}", name.to_lowercase())><Icon name="info" class="size-3"/></Tip> })}
            </h2>
            <div class="num text-[20px] sm:text-[24px] leading-8 font-semibold tracking-tight">{value}</div>
            <div class="text-[12px] mt-0.5 flex flex-wrap items-center gap-x-1.5">{note}</div>
        </div>
    }
}

/// Between two notes; on a phone each has a line of its own.
fn dot() -> impl IntoView {
    view! { <span class="max-sm:hidden">"· "</span> }
}

fn health(data: &ClientOverview) -> impl IntoView + use<> {
    let health = &data.health;
    let value = match health.overall_score {
        Some(score) => score.into_any(),
        None => view! { <NotAvailable reason=health.overall_score_null_reason/> },
    };
    let note = view! {
        {health.health_status.map(|status| view! { <Band status/> })}
        {health.trend_change.map(|points| view! { <Delta points=points.into()/><span class="muted">"in "{health.trend_period.clone()}</span> })}
    };
    let about =
        "Weighted mean of the components below, 0 to 100. Components without data give their weight to the others.";
    fact("Health", Some(about), value, note.into_any())
}

fn churn(client: &Client) -> impl IntoView + use<> {
    let row = &client.summary;
    let value = match row.churn_risk_score {
        Some(score) => format::percent(score).into_any(),
        None => view! { <NotAvailable reason=row.churn_risk_score_null_reason/> },
    };
    let source = row.churn_risk_source.map(Words::words);
    let note = view! {
        {row.churn_risk_category.map(|category| view! { <ChurnBand category/> })}
        {client.churn_risk_60_days.filter(|_| row.churn_risk_category.is_some()).map(|score| view! { <span class="muted">{dot()}{format::percent(score)}" in 60 days"</span> })}
        {source.map(|source| view! { <span class="muted">{dot()}{source}</span> })}
    };
    let about = match row.churn_risk_source {
        Some(ChurnSource::Heuristic) => {
            "Chance to lose the client within 90 days, by fixed rules over usage, contacts, support, payment and \
                                         renewal; not by a trained model."
        }
        Some(ChurnSource::Notice) => "The client has given notice.",
        _ => "Chance to lose the client within 90 days.",
    };
    fact("Churn risk, 90 days", Some(about), value, note.into_any())
}

fn revenue(client: &Client) -> impl IntoView + use<> {
    let row = &client.summary;
    let value = match row.annual_recurring_revenue {
        Some(amount) => format::money(amount, &row.currency).into_any(),
        None => view! { <NotAvailable reason=row.annual_recurring_revenue_null_reason/> },
    };
    let year = contract_year(client.contract_start_date, browser::today());
    let seats = seats_percent(client.monthly_active_users, client.licensed_user_count);
    let notes: Vec<String> = year
        .map(|year| format!("Year {year}"))
        .into_iter()
        .chain(seats.map(|percent| format!("{} of seats in use", format::percent(percent))))
        .collect();
    let note = view! { <span class="muted">{notes.join(" · ")}</span> };
    fact("ARR", None, value, note.into_any())
}

fn renewal(client: &Client) -> impl IntoView + use<> {
    let row = &client.summary;
    let Some(date) = row.next_renewal_date else {
        let value = view! { <NotAvailable reason=Some(NullReason::NoData)/> };
        return fact("Renewal", None, value.into_any(), view! { <span class="muted">"No renewal is on record"</span> });
    };
    let is_urgent = row.renewal_status == RenewalStatus::Overdue || row.days_to_renewal.is_some_and(|days| days <= 30);
    let color = if is_urgent { "CRITICAL font-semibold" } else { "muted" };
    let status = (row.renewal_status != RenewalStatus::Overdue).then(|| row.renewal_status.words().to_lowercase());
    let note = view! {
        {row.days_to_renewal.map(|days| view! { <span class=color>{format::due_in_words(days)}</span> })}
        {status.map(|status| view! { <span class="muted">{dot()}{status}</span> })}
    };
    fact("Renewal", None, format::day(date, browser::today()).into_any(), note.into_any())
}

/// In which year of its contract a client is; none before it begins.
fn contract_year(start: NaiveDate, today: NaiveDate) -> Option<i32> {
    let had_anniversary = (today.month(), today.day()) >= (start.month(), start.day());
    let years = today.year() - start.year() - i32::from(!had_anniversary);
    (years >= 0).then_some(years + 1)
}

fn seats_percent(used: Option<i32>, licensed: Option<i32>) -> Option<i64> {
    let licensed = licensed.filter(|licensed| *licensed > 0)?;
    let used = i64::from(used?);
    Some((used * 100 + i64::from(licensed) / 2) / i64::from(licensed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_year_begins_with_the_anniversary() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(contract_year(day("2024-02-15"), day("2026-02-14")), Some(2));
        assert_eq!(contract_year(day("2024-02-15"), day("2026-02-15")), Some(3));
        assert_eq!(contract_year(day("2024-02-29"), day("2025-02-28")), Some(1));
        assert_eq!(contract_year(day("2027-01-01"), day("2026-11-21")), None);
    }

    #[test]
    fn seats_in_use() {
        assert_eq!(seats_percent(Some(126), Some(150)), Some(84));
        assert_eq!(seats_percent(Some(1), Some(0)), None);
        assert_eq!(seats_percent(None, Some(10)), None);
    }
}
