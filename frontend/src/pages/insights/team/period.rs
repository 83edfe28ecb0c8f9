use api_types::team::PeriodDates;
use domain::period::ReportPeriod;
use leptos::prelude::*;

use crate::{browser, format, pages::insights::asked::Place, view, words::Words};

/// The period shown until one asks for another.
const USUAL: ReportPeriod = ReportPeriod::ThisQuarter;

/// The choice of a period, and what its days are.
pub(super) fn bar(place: Place, dates: Option<PeriodDates>) -> AnyView {
    let days = dates.map(|dates| {
        let today = browser::today();
        let open = if dates.partial { ", so far" } else { "" };
        format!("{} to {}{open}", format::day(dates.start, today), format::day(dates.end, today))
    });
    view! {
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mb-3">
            <nav class="flex flex-wrap gap-1.5 no-print" aria-label="Period">
                {ReportPeriod::ALL.iter().map(|period| {
                    let key = period.as_str();
                    let is_here = move || place.is_at("period", key) || (*period == USUAL && place.is_at("period", ""));
                    view! {
                        <button type="button" class="pick-x" aria-current=move || is_here().then_some("true")
                            on:click=move |_| place.set("period", if *period == USUAL { "" } else { key })>{period.words()}</button>
                    }
                }).collect_view()}
            </nav>
            <p class="muted text-[12px] num">{days}</p>
        </div>
    }
}
