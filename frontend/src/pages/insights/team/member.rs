use api_types::{
    problem::ProblemCode,
    team::{CsmMetrics, TeamMean},
};
use domain::{StaffId, period::ReportPeriod, staff::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    capacity,
    cells::{bands, hours, maybe},
    history,
    leaderboard::why_none,
    page::NotYours,
    period,
    setting::SetCapacity,
    takeaway::{against, float},
};
use crate::{
    api::Client as Api,
    browser,
    components::{EmptyState, ErrorPanel, set_crumbs},
    effect::effect,
    format,
    load::Loaded,
    pages::{
        NotFound,
        insights::{
            FIGURES,
            asked::{Known, Place, is},
            figure, waiting,
        },
    },
    query, routes,
    session::Session,
    view,
    words::Words,
};

const KNOWN: &[Known] = &[("period", is::<ReportPeriod>)];

/// One client success manager.
#[component]
pub fn Member() -> impl IntoView {
    let parameters = use_params_map();
    let id = Memo::new(move |_| parameters.with(|parameters| parameters.get("id")?.parse::<StaffId>().ok()));
    view! {
        {move || match id.get() {
            Some(id) => view! { <One id/> },
            None => view! { <NotFound/> },
        }}
    }
}

#[component]
fn One(id: StaffId) -> impl IntoView {
    set_crumbs(&[("Team", Some(routes::TEAM)), ("Manager", None)]);
    let api = Api::from_context();
    let place = Place::here(routes::member(id), KNOWN);
    let metrics = Loaded::<CsmMetrics>::new(
        move || place.now.with(|now| now.search(&[])),
        move |search| api.csm_metrics(id, &search),
    );
    effect(move || {
        if let Some(name) = metrics.data.with(|data| data.as_ref().map(|data| data.csm.name.clone())) {
            set_crumbs(&[("Team", Some(routes::TEAM)), (&name, None)]);
        }
    });
    view! {
        {move || match (metrics.data.get(), metrics.error.get()) {
            (_, Some(error)) if error.code() == Some(ProblemCode::Forbidden) => view! { <h1 class="sr-only">"Team"</h1><NotYours/> },
            (_, Some(error)) if error.code() == Some(ProblemCode::NotFound) => view! {
                <h1 class="sr-only">"Not found"</h1>
                <div class="card-x">
                    <EmptyState icon="search-x" title="There is no such manager to show" text="They left, or only they and their leaders may see their figures.">
                        <a class="button button-primary" href=routes::TEAM>"Open the team"</a>
                    </EmptyState>
                </div>
            },
            (Some(data), None) => body(place, &data, Callback::new(move |()| metrics.reload())),
            (_, Some(error)) => view! { <h1 class="sr-only">"Manager"</h1><div class="card-x"><ErrorPanel error on_retry=metrics.retry()/></div> },
            (None, None) => view! { <h1 class="sr-only">"Manager"</h1>{waiting("the manager")} },
        }}
    }
}

fn body(place: Place, data: &CsmMetrics, on_saved: Callback<()>) -> AnyView {
    let may_set = Session::from_context().may(Permission::ConfigureTeam);
    let (id, name) = (data.csm.id, data.csm.name.clone());
    let book = query::Portfolio { csm_id: vec![data.csm.id], ..Default::default() };
    let note = if data.is_eligible {
        match data.team_mean.null_reason {
            None => format!("Beside the mean of {} managers", data.team_mean.csms),
            Some(_) => "Fewer than three managers can be compared".to_owned(),
        }
    } else {
        "Not in the mean of the team: fewer than five clients, or here for less than 90 days".to_owned()
    };
    view! {
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mb-4">
            <span class="avatar size-10 rounded-lg bg-base-100!" aria-hidden="true">{format::initials(&data.csm.name)}</span>
            <div class="min-w-0 grow">
                <h1 class="text-[20px] font-semibold tracking-tight leading-6">{data.csm.name.clone()}</h1>
                <p class="muted">{note}</p>
            </div>
            {may_set.then(|| view! { <SetCapacity id name on_saved/> })}
            <a class="button no-print" href=routes::portfolio(&book)>"Open their clients"</a>
        </div>
        {period::bar(place, Some(data.period.clone()))}
        {figures(data)}
        {history::charts(&data.history)}
        <div class="mt-4 grid lg:grid-cols-2 gap-4 items-start">{activities(data)}{alerts(data)}</div>
    }
}

/// `+12 % on the team mean`.
fn beside(value: Option<f64>, mean: Option<f64>, write: &dyn Fn(f64) -> String) -> AnyView {
    let Some(mean) = mean else { return ().into_any() };
    let change = value.and_then(|value| against(value, mean)).filter(|change| *change != 0);
    let change = change.map(|change| format!("{} % on ", format::signed(change)));
    view! { <span class="muted">{change}{format!("the team mean of {}", write(mean))}</span> }
}

fn figures(data: &CsmMetrics) -> AnyView {
    let (own, mean): (_, &TeamMean) = (&data.figures, &data.team_mean);
    let money =
        |value: f64| format::money_short(rust_decimal::Decimal::try_from(value).unwrap_or_default(), &data.currency);
    let one = |value: f64| format::number(rust_decimal::Decimal::try_from(value).unwrap_or_default());
    let retention = &own.retention;
    let computed = data.computed_at.map(|at| format!("Computed {}", format::ago(at, browser::now())));
    let health = view! { {maybe(own.average_health.map(|health| health.to_string()), own.average_health_null_reason)} };
    let health_note = view! {
        <span class="w-full mb-0.5">{bands(own.health)}</span>
        {beside(own.average_health.map(f64::from), mean.average_health.map(f64::from), &one)}
    };
    let kept =
        maybe(retention.logo_retention_percent.map(format::percent_of), retention.logo_retention_percent_null_reason);
    let arr_kept = maybe(
        retention.gross_revenue_retention_percent.map(format::percent_of),
        retention.gross_revenue_retention_percent_null_reason,
    );
    let renewals = (own.renewals_overdue > 0)
        .then(|| view! { <span class="CRITICAL font-medium">{format!("{} overdue", format::count(own.renewals_overdue))}</span> });
    view! {
        <section aria-label="Key figures" title=computed class=FIGURES>
            {figure("Clients", "Active clients of the book now (M012).", format::count(own.clients).into_any(),
                beside(Some(own.clients as f64), mean.clients, &one))}
            {figure("ARR", "Annual recurring revenue of the book now (M061).", format::money_short(own.arr, &data.currency).into_any(),
                beside(Some(float(own.arr)), mean.arr.map(float), &money))}
            {figure("Mean health", "Mean of the health scores of the book now (M005).", health, health_note)}
            {figure("ARR at risk", "ARR of the clients at risk, each counted once (M009).", format::money_short(own.arr_at_risk, &data.currency).into_any(),
                beside(Some(float(own.arr_at_risk)), mean.arr_at_risk.map(float), &money))}
            {figure("Clients kept", "Of the clients when the period began, the share that stayed (M120).", kept,
                beside(retention.logo_retention_percent, mean.logo_retention_percent, &format::percent_of))}
            {figure("ARR kept", "Of the ARR when the period began, the share that is left, without what was added: GRR (M120).", arr_kept,
                beside(retention.gross_revenue_retention_percent, mean.gross_revenue_retention_percent, &format::percent_of))}
            {figure("Renewals within 90 days", "Renewals of the book due within 90 days.", format::count(own.renewals_90_days).into_any(), renewals.into_any())}
            {figure("Overdue follow-ups", "Promises past their day.", format::count(own.overdue_follow_ups).into_any(),
                beside(Some(own.overdue_follow_ups as f64), mean.overdue_follow_ups, &one))}
            {standing(data)}
        </section>
    }
}

/// How full their hands are, where they stand, and what the book gained.
fn standing(data: &CsmMetrics) -> AnyView {
    let (own, mean, capacity, rank) = (&data.figures, &data.team_mean, &data.capacity, &data.rank);
    let points = |value: f64| format::signed_points(rust_decimal::Decimal::try_from(value).unwrap_or_default());
    let full = maybe(capacity.utilisation_percent.map(format::percent_of), capacity.utilisation_percent_null_reason);
    let band = capacity.band.map(|band| {
        view! { <span class=format!("font-medium {}", capacity::color(Some(band)))>{band.words()}</span> }
    });
    let full_note = view! { {band}{mean.utilisation_percent.map(|mean| view! { <span class="muted">{format!("the team is at {}", format::percent_of(mean))}</span> })} };
    let place = maybe(rank.place.map(|place| format!("{} of {}", place, rank.of)), rank.null_reason);
    let place_note = match rank.score {
        Some(score) => format!("{score:.1} of 100 points"),
        None => why_none(rank.null_reason).to_owned(),
    };
    let change = maybe(own.health_change.mean_points.map(points), own.health_change.null_reason);
    let improved = own.health_change.improved_percent.map(|share| {
        let clients = format::counted(own.health_change.clients, "client", "clients");
        format!("{} of {clients} gained 3 or more", format::percent_of(share))
    });
    let nps = maybe(own.nps.score.map(|score| format::signed(score.into())), own.nps.null_reason);
    let answers = (own.nps.responses > 0).then(|| {
        let few = if own.nps.is_few { ", too few to say much" } else { "" };
        format!("{}{few}", format::counted(own.nps.responses, "answer", "answers"))
    });
    view! {
        {figure("Capacity used", "Points of the clients in percent of what one can look after; up to 100 % is good, above 115 % too much (M127).", full, full_note)}
        {figure("Place", "Among the managers that can be compared, by clients kept, expansion, change of health and response (M125).", place,
            view! { <span class="muted">{place_note}</span> })}
        {figure("Change of health", "Mean change of the health of clients scored at both ends of the period (M121).", change, view! { <span class="muted">{improved}</span> })}
        {figure("NPS", "Promoters less detractors, in percent of those who answered within 90 days (M103).", nps, view! { <span class="muted">{answers}</span> })}
    }
}

fn activities(data: &CsmMetrics) -> AnyView {
    let own = &data.figures.activities;
    let most = own.by_type.values().copied().max().unwrap_or(0).max(1);
    let mut kinds: Vec<_> = own.by_type.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let rows: Vec<_> = kinds
        .into_iter()
        .map(|(kind, count)| {
            let width = format!("{}%", 100 * count / most);
            view! {
                <li class="grid grid-cols-[9rem_minmax(0,1fr)_2.5rem] items-center gap-2 py-1">
                    <span>{kind.words()}</span>
                    <span class="bar" aria-hidden="true"><span class="bg-primary!" style:width=width></span></span>
                    <span class="num text-right font-medium">{format::count(*count)}</span>
                </li>
            }
        })
        .collect();
    let title = match own.total {
        0 => "Nothing was logged in the period".to_owned(),
        _ => format!(
            "{} logged, {} of them with the client",
            format::counted(own.total, "activity", "activities"),
            format::count(own.touchpoints)
        ),
    };
    let done = format!("{} done in the period", format::counted(own.tasks_completed, "follow-up", "follow-ups"));
    let team = data.team_mean.touchpoints.map(|mean| format!(" · team mean {mean:.1} touchpoints"));
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Activities">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            <ul class="mt-2">{rows}</ul>
            <p class="muted text-[12px] mt-2">{done}{team}</p>
        </section>
    }
}

fn alerts(data: &CsmMetrics) -> AnyView {
    let own = &data.figures.alerts;
    let title = match own.within_sla_percent {
        Some(percent) => format!("{} of alerts answered in time", format::percent_of(percent)),
        None if own.raised == 0 => "No alert was raised in the period".to_owned(),
        None => format!("{} raised in the period", format::counted(own.raised, "alert", "alerts")),
    };
    let fact = |label: &'static str, value: AnyView| {
        view! {
            <div class="flex items-baseline gap-2 py-1.5 border-b border-base-300 last:border-b-0"><dt class="muted">{label}</dt><dd class="num ml-auto font-medium">{value}</dd></div>
        }
    };
    let median = maybe(own.median_response_hours.map(hours), own.response_null_reason);
    let p90 = maybe(own.p90_response_hours.map(hours), own.response_null_reason);
    let team =
        data.team_mean.median_response_hours.map(|mean| fact("Half of the team's within", hours(mean).into_any()));
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Alerts">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            <dl class="mt-2">
                {fact("Raised, of medium severity or more", format::count(own.raised).into_any())}
                {fact("Answered", format::count(own.answered).into_any())}
                {fact("Unanswered past their time", format::count(own.overdue).into_any())}
                {fact("Half were answered within", median)}{team}
                {fact("Nine of ten were answered within", p90)}
            </dl>
            <p class="muted text-[12px] mt-2">"Business hours, Monday to Friday, 9:00 to 17:00."</p>
        </section>
    }
}
