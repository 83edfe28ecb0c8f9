//! How full everyone's hands are.
use api_types::team::{CsmCapacity, CsmPerformance, CsmRow};
use domain::team::CapacityBand;
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{cells::maybe, rows::name};
use crate::{
    components::{Icon, Tip},
    format, view,
    words::Words,
};

/// Percent a full bar stands for.
const FULL_BAR: f64 = 150.0;

/// Who has too much, or that nobody has.
fn title(data: &CsmPerformance) -> String {
    let known = || data.csms.iter().filter_map(|row| Some((row, row.capacity.utilisation_percent?)));
    let overloaded = known().filter(|(row, _)| row.capacity.band == Some(CapacityBand::Overloaded)).count();
    let fullest = known().max_by(|(_, a), (_, b)| a.total_cmp(b));
    match (fullest, overloaded) {
        (None, _) => "Nobody's capacity is known".to_owned(),
        (Some((row, full)), 0) => {
            format!("Nobody is overloaded; the fullest hands are at {}, {}", format::percent_of(full), whose(row))
        }
        (Some((row, full)), 1) => {
            let (who, is) = if row.is_self { ("You", "are") } else { (row.label.as_str(), "is") };
            format!("{who} {is} overloaded, at {} of capacity", format::percent_of(full))
        }
        (Some((row, full)), many) => {
            let many = i64::try_from(many).unwrap_or(i64::MAX);
            let (count, full) = (format::count(many), format::percent_of(full));
            format!("{count} managers are overloaded; the fullest hands are at {full}, {}", whose(row))
        }
    }
}

fn whose(row: &CsmRow) -> String {
    if row.is_self { "yours".to_owned() } else { format!("{}'s", row.label) }
}

/// The colour of a band.
pub(super) fn color(band: Option<CapacityBand>) -> &'static str {
    match band {
        Some(CapacityBand::Under) => "room-x",
        Some(CapacityBand::Ok) => "HEALTHY",
        Some(CapacityBand::High) => "AT_RISK",
        Some(CapacityBand::Overloaded) => "CRITICAL",
        None => "muted",
    }
}

/// A load in percent of capacity, as a bar, a number and a word.
pub(super) fn bar(percent: Option<f64>, band: Option<CapacityBand>, none: AnyView) -> AnyView {
    let (Some(percent), Some(band)) = (percent, band) else { return none };
    let width = format!("{:.1}%", (100.0 * percent / FULL_BAR).clamp(0.0, 100.0));
    let color = color(Some(band));
    let word = if band == CapacityBand::Under { "muted" } else { color };
    view! {
        <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span class=format!("bar load-x grow min-w-24 {color}") aria-hidden="true"><span style:width=width></span></span>
            <span class="num font-medium w-16 text-right">{format::percent_of(percent)}</span>
            <span class=format!("text-[12px] font-medium w-20 {word}")>{band.words()}</span>
        </span>
    }
}

fn points(points: f64) -> String {
    format::number(Decimal::try_from(points).unwrap_or_default().round_dp(1))
}

/// `31.3 of 30 points`, and what is special about those.
fn load(capacity: &CsmCapacity) -> AnyView {
    let text = match capacity.capacity {
        Some(room) => format!("{} of {} points", points(capacity.load), points(room)),
        None => format!("{} points", points(capacity.load)),
    };
    let part_time = capacity.fte.filter(|fte| (fte - 1.0).abs() > f64::EPSILON);
    let share = part_time.map(|fte| format!("{} of a full week", format::percent_of(100.0 * fte)));
    let new = capacity.is_ramping.then(|| "new, counts half".to_owned());
    let notes: Vec<String> = share.into_iter().chain(new).collect();
    view! {
        <span class="num">{text}</span>
        {(!notes.is_empty()).then(|| view! { <span class="block muted text-[12px]">{notes.join(", ")}</span> })}
    }
}

/// `26 of 25`, and in percent.
fn target(actual: String, target: Option<String>, percent: Option<f64>) -> AnyView {
    let Some(target) = target else { return view! { <span class="num">{actual}</span> } };
    view! {
        <span class="num">{actual}" of "{target}</span>
        {percent.map(|percent| view! { <span class="muted text-[12px] num whitespace-nowrap">" · "{format::percent_of(percent)}</span> })}
    }
}

fn line(row: &CsmRow, currency: &str) -> AnyView {
    let capacity = &row.capacity;
    let fact = |label: &'static str, value: AnyView| {
        view! { <div class="min-w-0"><dt class="muted text-[12px]">{label}</dt><dd>{value}</dd></div> }
    };
    let accounts = target(
        format::count(row.figures.clients),
        capacity.accounts_target.map(|accounts| format::count(accounts.into())),
        capacity.accounts_target_percent,
    );
    let arr = target(
        format::money_short(row.figures.arr, currency),
        capacity.arr_target.map(|arr| format::money_short(arr, currency)),
        capacity.arr_target_percent,
    );
    let none = maybe(None, capacity.utilisation_percent_null_reason);
    view! {
        <li class=format!("px-4 py-3 grid gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)] items-center {}", if row.is_self { "own-x" } else { "" })>
            <p class="min-w-0">{name(row)}</p>
            <dl class="grid gap-x-6 gap-y-2 grid-cols-2 max-[359px]:grid-cols-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,2fr)_minmax(0,3fr)] items-start lg:items-center">
                <div class="min-w-0 max-lg:col-span-full"><dt class="sr-only">"Utilisation"</dt><dd>{bar(capacity.utilisation_percent, capacity.band, none)}</dd></div>
                {fact("Load", load(capacity))}{fact("Accounts", accounts)}{fact("ARR", arr)}
            </dl>
        </li>
    }
}

/// Everyone's load beside what they can look after, the fullest first.
pub(super) fn card(data: &CsmPerformance) -> AnyView {
    let mut rows: Vec<&CsmRow> = data.csms.iter().collect();
    let full = |row: &CsmRow| row.capacity.utilisation_percent.unwrap_or(-1.0);
    rows.sort_by(|a, b| full(b).total_cmp(&full(a)));
    let mean = data.team_mean.utilisation_percent;
    let mean = mean.map(|mean| format!("Those who can be compared are at {} together.", format::percent_of(mean)));
    view! {
        <section class="card-x min-w-0 mt-4" aria-label="Capacity">
            <div class="px-4 pt-4 pb-2">
                <div class="flex items-center gap-1.5">
                    <h2 class="font-semibold text-[14px]">{title(data)}</h2>
                    <Tip label="About capacity" class="tip-icon" text="A client is 3 points where it is large, 1.5 of medium size, 0.5 small, 1 of unknown size; half as \
                        much more where health is at risk, twice where it is critical, a quarter more where the renewal is near or overdue, half more while it is new. \
                        A full week is 30 points, half of that in the first 90 days. Up to 100 % is good, above 115 % too much (M127).">
                        <Icon name="info" class="size-3"/>
                    </Tip>
                </div>
                {mean.map(|mean| view! { <p class="muted text-[12px] mt-0.5">{mean}</p> })}
            </div>
            <ul class="divide-y divide-base-300 border-t border-base-300">
                {rows.into_iter().map(|row| line(row, &data.currency)).collect_view()}
            </ul>
        </section>
    }
}
