use api_types::renewals::{RenewalFigures, RenewalSummary};
use leptos::prelude::*;

use crate::{
    browser,
    components::{Icon, Tip},
    format,
    pages::insights::asked::{Asked, Place},
    routes, view,
};

/// Overdue, and due within 30, 60 and 90 days; each leads to its clients.
pub(super) fn cards(place: Place, data: &RenewalSummary) -> AnyView {
    let computed = data.computed_at.map(|at| format!("Computed {}", format::ago(at, browser::now())));
    let windows: Vec<_> = data
        .windows
        .iter()
        .map(|window| {
            let days = window.days.to_string();
            let name = format!("Within {days} days");
            card(place, name, "renewal_within_days", days, &window.figures, &data.currency)
        })
        .collect();
    view! {
        <section aria-label="Key figures" title=computed class="grid grid-cols-2 max-[359px]:grid-cols-1 xl:grid-cols-4 gap-3">
            {card(place, "Overdue".to_owned(), "renewal_status", "OVERDUE".to_owned(), &data.overdue, &data.currency)}
            {windows}
        </section>
    }
}

/// The address of one bucket; the same again shows all of what is due.
fn href(place: Place, name: &'static str, value: &str) -> String {
    let is_here = place.is_at(name, value);
    let kept = place.now.with(|now| now.only(&["value_band", "at_risk", "contract_tier", "csm_id", "sort"]));
    let asked: Asked = if is_here { kept } else { kept.with(name, value) };
    asked.address(routes::RENEWALS)
}

fn card(
    place: Place,
    title: String,
    name: &'static str,
    value: String,
    figures: &RenewalFigures,
    currency: &str,
) -> AnyView {
    let here = value.clone();
    let is_here = Memo::new(move |_| place.is_at(name, &here));
    let frame = move || {
        let border = if is_here.get() { "border-primary!" } else { "hover:border-(--field)" };
        format!("card-x p-3 sm:p-4 relative {border}")
    };
    let is_overdue = name == "renewal_status";
    let about = if is_overdue {
        "ARR of the active clients whose renewal was due before today and is not resolved (M088)."
    } else {
        "ARR of the active clients whose renewal is due from today on within so many days; each window holds the shorter ones (M087)."
    };
    let risk = match figures.at_risk_clients {
        0 => view! { <span class="good">"none at risk"</span> },
        clients => {
            let arr = format::money_short(figures.at_risk_arr, currency);
            view! { <span class="AT_RISK font-medium">{format!("{arr} at risk in {}", format::count(clients))}</span> }
        }
    };
    let unknown =
        (figures.n_without_arr > 0).then(|| format!(" · ARR of {} unknown", format::count(figures.n_without_arr)));
    let color = if is_overdue && figures.clients > 0 { "CRITICAL" } else { "" };
    let label = format!("About {}", title.to_lowercase());
    view! {
        <div class=frame>
            <h2 class="flex items-center gap-1 text-[12px] font-normal muted">
                <a href=move || href(place, name, &value) class="after:absolute after:inset-0 after:rounded-[10px]"
                    aria-current=move || is_here.get().then_some("true")>{title}</a>
                <span class="relative z-10"><Tip text=about class="tip-icon" label><Icon name="info" class="size-3"/></Tip></span>
            </h2>
            <div class="mt-0.5 flex flex-wrap items-baseline gap-x-2">
                <span class=format!("num text-[22px] sm:text-[26px] leading-8 font-semibold tracking-tight {color}")>{format::money_short(figures.arr, currency)}</span>
                <span class="num muted text-[12px] whitespace-nowrap">{format::counted(figures.clients, "client", "clients")}</span>
            </div>
            <p class="num text-[12px] mt-1">{risk}<span class="muted">{unknown}</span></p>
        </div>
    }
}
