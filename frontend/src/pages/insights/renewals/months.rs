use api_types::renewals::RenewalSummary;
use leptos::prelude::*;

use super::takeaway;
use crate::{
    charts::due_months,
    format,
    pages::insights::{Draw, Drawing, asked::Place},
    view,
};

/// ARR due by month; a click on a month shows its clients.
pub(super) fn card(place: Place, data: RenewalSummary) -> AnyView {
    let title = takeaway::months(&data.months, &data.currency);
    let label = format!("{title}. ARR due by month, what is at risk of it beside the rest");
    let rest = [(&data.later, "later"), (&data.without_date, "without a date")]
        .into_iter()
        .filter(|(figures, _)| figures.clients > 0)
        .map(|(figures, what)| {
            format!(
                "{} {what} ({})",
                format::counted(figures.clients, "client", "clients"),
                format::money_short(figures.arr, &data.currency)
            )
        })
        .collect::<Vec<_>>()
        .join(" · ");
    let rows: Vec<_> = data
        .months
        .iter()
        .map(|month| {
            let (arr, at_risk) = (&month.figures.arr, &month.figures.at_risk_arr);
            view! {
                <tr>
                    <th scope="row">{format::short_month(month.month)}</th><td>{month.figures.clients}</td>
                    <td>{format::money(*arr, &data.currency)}</td><td>{format::money(*at_risk, &data.currency)}</td>
                </tr>
            }
        })
        .collect();
    let days: Vec<_> = data.months.iter().map(|month| month.month).collect();
    let on_pick = Callback::new(move |index: i64| {
        if let Some(day) = usize::try_from(index).ok().and_then(|index| days.get(index)) {
            show(place, &day.format_month());
        }
    });
    let (months, currency) = (data.months.clone(), data.currency.clone());
    let draw: Draw = Box::new(move |palette, _| due_months::option(&months, &currency, palette));
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Due by month">
            <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <p class="muted sm:ml-auto text-[12px]"><span class="line-at-risk">"■ "</span>"at risk · "<span class="line-primary">"■ "</span>"other ARR"</p>
            </div>
            <Drawing draw label on_pick class="h-56 mt-2 overflow-hidden cursor-pointer">
                <table>
                    <caption>"Renewals by month"</caption>
                    <thead><tr><th scope="col">"Month"</th><th scope="col">"Clients"</th><th scope="col">"ARR"</th><th scope="col">"At risk"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Drawing>
            <p class="muted text-[12px] mt-1">{(!rest.is_empty()).then(|| format!("Besides: {rest}. "))}<span class="no-print">"Click a month to see its clients."</span></p>
        </section>
    }
}

/// The key of a month in the address.
pub(super) trait MonthKey {
    fn format_month(&self) -> String;
}

impl MonthKey for chrono::NaiveDate {
    fn format_month(&self) -> String {
        let text = self.to_string();
        text[..text.len() - 3].to_owned()
    }
}

/// Shows one month, and no other stretch of time.
fn show(place: Place, month: &str) {
    let kept = place.now.with_untracked(|now| now.only(&["value_band", "at_risk", "contract_tier", "csm_id", "sort"]));
    place.go.run(kept.with("month", month));
}
