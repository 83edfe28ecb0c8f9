use api_types::team::{CsmFigures, CsmPerformance, CsmRow, TeamMean};
use leptos::prelude::*;

use super::{
    cells::{COLUMNS, bands, cell, hours, key, maybe},
    takeaway::{self, float},
};
use crate::{
    components::{Icon, Tip},
    format,
    pages::insights::{
        asked::Place,
        sort::{column, header},
    },
    routes, view,
};

/// What the table is sorted by until one asks otherwise.
pub(super) const USUAL: &str = "-arr";

/// Whether the table can be sorted by it.
pub(super) fn is_sort(text: &str) -> bool {
    let field = text.strip_prefix('-').unwrap_or(text);
    field == "name" || COLUMNS.iter().any(|column| column.field == field)
}

/// The rows in the order asked for; without a value last.
fn sorted(mut rows: Vec<CsmRow>, sort: &str) -> Vec<CsmRow> {
    let (field, is_descending) = sort.strip_prefix('-').map_or((sort, false), |field| (field, true));
    rows.sort_by(|a, b| {
        if field == "name" {
            let order = a.label.cmp(&b.label);
            return if is_descending { order.reverse() } else { order };
        }
        match (key(&a.figures, field), key(&b.figures, field)) {
            (Some(a), Some(b)) => {
                let order = a.total_cmp(&b);
                if is_descending { order.reverse() } else { order }
            }
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    });
    rows
}

/// Everyone beside each other, with the mean of the team.
pub(super) fn card(place: Place, data: CsmPerformance) -> AnyView {
    let title = takeaway::team(&data);
    let data = StoredValue::new(data);
    let rows = move || {
        let sort = place.now.with(|now| now.get("sort").unwrap_or(USUAL).to_owned());
        data.with_value(|data| sorted(data.csms.clone(), &sort))
    };
    view! {
        <section class="card-x min-w-0" aria-label="Client success managers">
            <div class="px-4 pt-4 pb-2 flex items-center gap-1.5">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <Tip label="About these figures" class="tip-icon" text="Clients, ARR, health, risk and renewals are of the book as it is now. Clients and ARR kept, touchpoints \
                    and alerts are of the period. A fair share of the ARR at risk is as large as the share of all ARR; from half as much again on, it is said (M011). Response is in business hours; in time means within the hours an alert of its severity has. \
                    The mean is of managers with five clients or more, here for 90 days or more.">
                    <Icon name="info" class="size-3"/>
                </Tip>
            </div>
            <div class="max-lg:hidden overflow-x-auto">
                <table class="table-x">
                    <caption class="sr-only">"Client success managers beside each other"</caption>
                    <thead><tr>
                        {header(place, USUAL, column("name", "CSM", "", false))}
                        {COLUMNS.map(|column| header(place, USUAL, column)).collect_view()}
                    </tr></thead>
                    <tbody>
                        {data.with_value(|data| mean(&data.team_mean, &data.currency))}
                        {move || rows().iter().map(|row| data.with_value(|data| line(row, &data.currency))).collect_view()}
                        {data.with_value(|data| view! {
                            {(data.unassigned.clients > 0).then(|| sums("Nobody's clients", &data.unassigned, &data.currency))}
                            {sums("Everyone", &data.total, &data.currency)}
                        })}
                    </tbody>
                </table>
            </div>
            <ul class="lg:hidden divide-y divide-base-300 border-t border-base-300">
                {move || rows().iter().map(|row| data.with_value(|data| small(row, &data.currency))).collect_view()}
            </ul>
        </section>
    }
}

/// Who a row is about.
pub(super) fn name(row: &CsmRow) -> AnyView {
    let own = row.is_self.then(|| view! { <span class="chip ml-1.5">"You"</span> });
    let name = match &row.csm {
        Some(csm) => view! { <a class="link-x" href=routes::member(csm.id)>{row.label.clone()}</a> },
        None => view! { <span>{row.label.clone()}</span> },
    };
    view! { {name}{own} }
}

fn cells(figures: &CsmFigures, currency: &str) -> Vec<AnyView> {
    let one = |column: &crate::pages::insights::sort::Column| {
        let (value, note) = cell(figures, column.field, currency);
        let strip = (column.field == "health").then(|| bands(figures.health));
        view! {
            <td class="num text-right last:pr-4! whitespace-nowrap">
                <span class="block">{value}</span>{strip}
                {note.map(|note| view! { <span class="block muted text-[12px]">{note}</span> })}
            </td>
        }
    };
    COLUMNS.iter().map(one).collect()
}

fn line(row: &CsmRow, currency: &str) -> AnyView {
    let note = (!row.is_eligible).then(|| view! { <span class="block muted text-[12px]">"Not in the mean"</span> });
    view! {
        <tr class=if row.is_self { "own-x" } else { "" }>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content!">{name(row)}{note}</th>
            {cells(&row.figures, currency)}
        </tr>
    }
}

fn sums(label: &'static str, figures: &CsmFigures, currency: &str) -> AnyView {
    view! {
        <tr>
            <th scope="row" class="pl-4! text-[13px]! font-semibold! text-base-content!">{label}</th>
            {cells(figures, currency)}
        </tr>
    }
}

/// The mean of those who can be compared, or why there is none.
fn mean(mean: &TeamMean, currency: &str) -> AnyView {
    if mean.null_reason.is_some() {
        return view! {
            <tr><th scope="row" class="pl-4! font-normal! text-[13px]!">"Team mean"</th>
                <td colspan=COLUMNS.len().to_string() class="muted">"Fewer than three managers have five clients or more for 90 days or more."</td></tr>
        };
    }
    let of = |field: &str| -> Option<String> {
        let one = |value: Option<f64>| value.map(|value| format!("{value:.1}"));
        match field {
            "clients" => one(mean.clients),
            "arr" => mean.arr.map(|arr| format::money_short(arr, currency)),
            "health" => mean.average_health.map(|health| health.to_string()),
            "arr_at_risk" => mean.arr_at_risk.map(|arr| format::money_short(arr, currency)),
            "logo_retention" => mean.logo_retention_percent.map(format::percent_of),
            "grr" => mean.gross_revenue_retention_percent.map(format::percent_of),
            "touchpoints" => one(mean.touchpoints),
            "overdue" => one(mean.overdue_follow_ups),
            "response" => mean.median_response_hours.map(hours),
            _ => None,
        }
    };
    let values: Vec<_> = COLUMNS
        .iter()
        .map(|column| view! { <td class="num text-right last:pr-4! muted">{of(column.field).unwrap_or_else(|| "–".to_owned())}</td> })
        .collect();
    let label = format!("Team mean of {}", format::count(mean.csms));
    view! { <tr><th scope="row" class="pl-4! font-normal! text-[13px]!">{label}</th>{values}</tr> }
}

/// One manager on a phone.
fn small(row: &CsmRow, currency: &str) -> AnyView {
    let figures = &row.figures;
    let fact = |label: &'static str, value: AnyView| {
        view! {
            <div><dt class="muted text-[12px]">{label}</dt><dd class="num font-medium">{value}</dd></div>
        }
    };
    let health = maybe(figures.average_health.map(|health| health.to_string()), figures.average_health_null_reason);
    let of = |field: &str| cell(figures, field, currency).0;
    let share = if float(figures.arr) > 0.0 {
        Some(format!("{} of ARR at risk", format::percent_of(100.0 * float(figures.arr_at_risk) / float(figures.arr))))
    } else {
        None
    };
    view! {
        <li class="p-4">
            <p class="font-semibold">{name(row)}</p>
            <p class="muted text-[12px]">{format::counted(figures.clients, "client", "clients")}{share.map(|share| format!(" · {share}"))}</p>
            <div class="mt-2">{bands(figures.health)}</div>
            <dl class="mt-2 grid grid-cols-3 max-[359px]:grid-cols-2 gap-x-3 gap-y-2">
                {fact("ARR", of("arr"))}{fact("At risk", of("arr_at_risk"))}{fact("Health", health)}
                {fact("Clients kept", of("logo_retention"))}{fact("Touchpoints", of("touchpoints"))}{fact("Response", of("response"))}
            </dl>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, clients: i64, health: Option<i16>) -> CsmRow {
        let mut row: CsmRow = serde_json::from_str(include_str!("example.json")).expect("an example");
        row.label = label.to_owned();
        row.figures.clients = clients;
        row.figures.average_health = health;
        row
    }

    #[test]
    fn rows_without_a_value_come_last_in_either_direction() {
        let labels = |sort: &str| -> Vec<String> {
            let rows = vec![row("Bo", 4, None), row("Al", 9, Some(60)), row("Cy", 7, Some(80))];
            sorted(rows, sort).into_iter().map(|row| row.label).collect()
        };
        assert_eq!(labels("-health"), ["Cy", "Al", "Bo"]);
        assert_eq!(labels("health"), ["Al", "Cy", "Bo"]);
        assert_eq!(labels("-clients"), ["Al", "Cy", "Bo"]);
        assert_eq!(labels("name"), ["Al", "Bo", "Cy"]);
        assert!(is_sort("-health") && is_sort("name") && !is_sort("luck"));
    }
}
