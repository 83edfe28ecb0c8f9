use api_types::clients::ClientOverview;
use chrono::{Datelike, NaiveDate, TimeDelta};
use leptos::prelude::*;

use super::{
    days::{self, Days},
    takeaway::takeaway,
};
use crate::{
    charts::{EChart, Palette, health_history},
    components::{EmptyState, band_color},
    format,
    theme::Theme,
    view,
    words::Words,
};

/// Health over 90 days with what happened; a click on a day compares it.
#[component]
pub(super) fn HealthChart(data: ClientOverview, days: Days) -> impl IntoView {
    let name = data.client.summary.name.clone();
    let tier = data.client.summary.contract_tier.words();
    let title = takeaway(&data.health, data.drivers.as_ref());
    let color = band_color(data.health.health_status);
    let average = data.history.tier_average.last().map(|point| format!("{tier} average {:.0}", point.value));
    let length = (data.history.to - data.history.from).num_days() + 1;
    if data.history.points.is_empty() {
        return view! {
            <section class="card-x" aria-label="Health over time">
                <EmptyState icon="calendar-days" title=title
                    text="The first score appears within the hour after usage, support or contact data of this client have come in."/>
            </section>
        };
    }
    let label = format!(
        "{title}. Health of {name} over {length} days, from {} to {}{}",
        data.history.points.first().map_or(0, |point| point.overall_score),
        data.history.points.last().map_or(0, |point| point.overall_score),
        average.as_ref().map(|average| format!("; {average}")).unwrap_or_default(),
    );
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Health over time">
            <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <p class="muted sm:ml-auto text-[12px]">
                    {format::counted(length, "day", "days")}" · "<span class=color>"━ "</span>{name}
                    {average.map(|average| format!(" · ┄ {average}"))}
                </p>
            </div>
            <Drawing data label days tier/>
            <DayFields days/>
        </section>
    }
}

#[component]
fn Drawing(data: ClientOverview, label: String, days: Days, tier: &'static str) -> impl IntoView {
    let theme = Theme::from_context();
    let width = RwSignal::new(760.0);
    let history = StoredValue::new(data.history);
    let option = Signal::derive(move || {
        let frame = health_history::Frame {
            palette: Palette::of(theme.is_dark()),
            tier,
            width: width.get(),
            days: days.shown.get(),
        };
        history.with_value(|history| health_history::option(history, &frame))
    });
    let anchor = RwSignal::new(None::<NaiveDate>);
    let on_pick = Callback::new(move |index: i64| {
        let (from, latest) =
            history.with_value(|history| (history.from, history.points.last().map_or(history.to, |p| p.date)));
        let clicked = (from + TimeDelta::days(index)).clamp(from, latest);
        let (next, chosen) = days::pick(anchor.get_untracked(), clicked, latest);
        anchor.set(next);
        days.choose.run(chosen);
    });
    let on_width = Callback::new(move |new: f64| {
        // Labels move in steps; a change of a few pixels is no reason to draw anew.
        if (new - width.get_untracked()).abs() > 24.0 {
            width.set(new);
        }
    });
    view! {
        <EChart option label=Signal::stored(label) class="h-64 mt-2 cursor-crosshair overflow-hidden" on_pick on_width>{history.with_value(|history| {
            let events: Vec<String> = history.events.iter().map(|event| format!("{}: {}", event.date, event.title)).collect();
            view! {
                <table>
                    <caption>"Health per day"</caption>
                    <thead><tr><th scope="col">"Day"</th><th scope="col">"Health"</th><th scope="col">"Band"</th></tr></thead>
                    <tbody>
                        {history.points.iter().map(|point| view! {
                            <tr><th scope="row">{point.date.to_string()}</th><td>{point.overall_score}</td><td>{point.health_status.words()}</td></tr>
                        }).collect_view()}
                    </tbody>
                </table>
                <p>"Events: "{events.join("; ")}</p>
            }
        })}</EChart>
        <ul class="sm:hidden mt-2 grid gap-0.5 text-[12px] muted" aria-label="Events">
            {history.with_value(|history| history.events.iter().map(|event| view! {
                <li><span class="num inline-block w-14">{format::short_day(event.date)}</span>{event.title.clone()}</li>
            }).collect_view())}
        </ul>
    }
}

/// The first year a day may lie in. While one types a year, the browser reports 0002, 0020 and 0202 on the way to 2026.
const FIRST_YEAR: i32 = 2000;

/// The same choice of days by keyboard.
#[component]
fn DayFields(days: Days) -> impl IntoView {
    let from = move || days.shown.get().map(|days| days.0);
    let to = move || days.shown.get().map(|days| days.1);
    let set = move |new_from: Option<NaiveDate>, new_to: Option<NaiveDate>| {
        if let (Some(from), Some(to)) = (new_from, new_to)
            && from < to
            && from.year() >= FIRST_YEAR
        {
            days.choose.run((from, to));
        }
    };
    view! {
        <div class="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-[12px] no-print">
            <span class="muted">"Click one day or two, or choose them:"</span>
            <label class="inline-flex items-center gap-1.5">"From"
                <input type="date" class="input-x num" prop:value=move || from().map(|day| day.to_string())
                    max=move || to().map(|day| (day - TimeDelta::days(1)).to_string())
                    on:change:target=move |event| set(event.target().value().parse().ok(), to())/>
            </label>
            <label class="inline-flex items-center gap-1.5">"To"
                <input type="date" class="input-x num" prop:value=move || to().map(|day| day.to_string())
                    min=move || from().map(|day| (day + TimeDelta::days(1)).to_string())
                    on:change:target=move |event| set(from(), event.target().value().parse().ok())/>
            </label>
        </div>
    }
}
