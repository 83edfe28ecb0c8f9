use std::cmp::Reverse;

use api_types::health::{DriverInput, DriverRow, HealthDrivers};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{
    context::ClientContext,
    days::Days,
    takeaway::{row_detail, row_name, step},
};
use crate::{
    api::{Client as Api, Question},
    browser,
    components::{EmptyState, ErrorPanel, Icon},
    format,
    load::Loaded,
    order::sort_few,
    view,
};

/// What moved the score between two days: each cause, its inputs, and a sum that is the change.
#[component]
pub(super) fn Moved(days: Days) -> impl IntoView {
    let api = Api::from_context();
    let client = ClientContext::from_context();
    let asked = Loaded::<Option<HealthDrivers>>::new(
        move || days.asked.get(),
        move |days| Question::maybe(days.map(|days| api.health_drivers(client.id, days))),
    );
    let usual = Memo::new(move |_| client.with(|data| data.drivers.clone()).flatten());
    let body = move || {
        if let Some(error) = asked.error.get() {
            return view! { <div class="-mx-4 -mb-4"><ErrorPanel error on_retry=asked.retry()/></div> };
        }
        if asked.data.with(Option::is_none) {
            return view! { <span class="skel h-40 w-full mt-3"></span> };
        }
        let drivers = if days.asked.get().is_some() { asked.data.get().flatten() } else { usual.get() };
        match drivers {
            Some(drivers) => view! { <Table drivers/> },
            None => view! {
                <EmptyState icon="calendar-days" title="Nothing to compare yet" text="Two days with a score are needed. Choose other days, or come back tomorrow."/>
            },
        }
    };
    view! {
        <section class="card-x p-4 min-w-0 hairline" aria-label="What moved the score" aria-busy=move || asked.is_loading.get().to_string()>
            <div class="flex flex-wrap items-baseline gap-x-2">
                <h2 class="font-semibold text-[14px]">"What moved the score"</h2>
                <span class="num muted ml-auto text-[12px]" aria-live="polite">
                    {move || days.shown.get().map(|(from, to)| {
                        let today = browser::today();
                        format!("{} → {}", format::day(from, today), format::day(to, today))
                    })}
                </span>
            </div>
            {body}
        </section>
    }
}

#[component]
fn Table(drivers: HealthDrivers) -> impl IntoView {
    let rounding = (!drivers.rounding.round_dp(1).is_zero()).then_some(drivers.rounding);
    let change = drivers.score_change + drivers.rounding;
    let scores = format!("{} → {}", drivers.from_score, drivers.to_score);
    view! {
        <table class="w-full mt-2">
            <caption class="sr-only">"Points of the score each cause accounts for"</caption>
            <thead class="sr-only"><tr><th scope="col">"Cause"</th><th scope="col">"Points"</th></tr></thead>
            {in_order(drivers.rows).into_iter().enumerate().map(|(index, row)| cause(index, row)).collect_view()}
            <tbody>
                {rounding.map(|rounding| view! {
                    <tr class="border-b border-base-300">
                        <td class="py-2 pl-[1.4rem] muted">"Rounding to whole points"</td>
                        <td class="num text-right muted">{format::signed_points(rounding)}</td>
                    </tr>
                })}
                <tr>
                    <th scope="row" class="py-2 pl-[1.4rem] font-semibold text-left">"Change "<span class="num muted font-normal">{scores}</span></th>
                    <td class="num text-right font-semibold">{format::signed_points(change)}</td>
                </tr>
            </tbody>
        </table>
    }
}

/// The largest first, of the causes and within each; what did nothing last.
fn in_order(mut rows: Vec<DriverRow>) -> Vec<DriverRow> {
    sort_few(&mut rows, |row| Reverse(row.contribution.abs()));
    for row in &mut rows {
        sort_few(&mut row.inputs, |input| Reverse(input.contribution.abs()));
    }
    rows
}

fn cause(index: usize, row: DriverRow) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let name = row_name(&row);
    let detail = row_detail(&row).or_else(|| scores(&row));
    let color = color(row.contribution);
    let id = format!("cause-{index}");
    let inputs = StoredValue::new(row.inputs);
    let head = view! { <span class="block font-medium">{name}</span>{detail.map(|detail| view! { <span class="block muted text-[12px]">{detail}</span> })} };
    let head = if inputs.with_value(Vec::is_empty) {
        view! { <div class="pl-[1.4rem]">{head}</div> }
    } else {
        view! {
            <button type="button" class="flex items-start gap-1.5 text-left rounded-sm w-full" aria-expanded=move || is_open.get().to_string()
                aria-controls=id.clone() on:click=move |_| is_open.update(|open| *open = !*open)>
                {move || if is_open.get() { view! { <Icon name="chevron-down" class="muted size-3.5 mt-0.5"/> } } else { view! { <Icon name="chevron-right" class="muted size-3.5 mt-0.5"/> } }}
                <span class="min-w-0">{head}</span>
            </button>
        }
    };
    view! {
        <tbody id=id>
            <tr class="border-b border-base-300">
                <td class="py-2">{head}</td>
                <td class=format!("num text-right font-medium align-top py-2 whitespace-nowrap {color}")>{format::signed_points(row.contribution)}</td>
            </tr>
            {move || is_open.get().then(|| inputs.with_value(|inputs| inputs.iter().map(input).collect_view()))}
        </tbody>
    }
}

fn input(input: &DriverInput) -> impl IntoView + use<> {
    view! {
        <tr class="border-b border-base-300 text-[12px]">
            <td class="py-1.5 pl-[1.4rem]">
                <span>{input.label.clone()}</span>" "<span class="num muted">{step(input.from, input.to, &input.unit)}</span>
            </td>
            <td class=format!("num text-right align-top py-1.5 {}", color(input.contribution))>{format::signed_points(input.contribution)}</td>
        </tr>
    }
}

/// `Score 78 → 45` of a component.
fn scores(row: &DriverRow) -> Option<String> {
    match (row.from_score, row.to_score) {
        (None, None) => None,
        (from, to) => Some(format!("Score {}", step(from, to, ""))),
    }
}

fn color(points: Decimal) -> &'static str {
    match points.round_dp(1) {
        points if points.is_zero() => "muted",
        points if points.is_sign_negative() => "bad",
        _ => "good",
    }
}
