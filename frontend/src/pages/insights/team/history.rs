use std::collections::BTreeMap;

use api_types::analytics::HistoryPoint;
use chrono::NaiveDate;
use leptos::prelude::*;

use super::takeaway::float;
use crate::{
    charts::{
        Palette,
        lines::{self, Figure, Scale},
    },
    format,
    pages::insights::{Draw, Drawing},
    view,
};

type History = BTreeMap<String, Vec<HistoryPoint>>;

/// One line of a chart: its metric, its name, its colour, and what it is divided by.
struct Line {
    metric: &'static str,
    name: &'static str,
    color: fn(Palette) -> &'static str,
    per: f64,
}

const fn line(metric: &'static str, name: &'static str, color: fn(Palette) -> &'static str, per: f64) -> Line {
    Line { metric, name, color, per }
}

/// The book over twelve weeks: health, clients, ARR, and how full hands were.
pub(super) fn charts(history: &History) -> AnyView {
    let health = [line("M005", "Mean health", |palette| palette.accent, 1.0)];
    let clients = [
        line("M012", "Clients", |palette| palette.accent, 1.0),
        line("M008", "At risk", |palette| palette.at_risk, 1.0),
    ];
    let arr = [
        line("M061", "ARR", |palette| palette.accent, 1_000.0),
        line("M009", "ARR at risk", |palette| palette.at_risk, 1_000.0),
    ];
    let used = [line("M127", "Capacity used", |palette| palette.accent, 0.01)];
    let percent = Scale { unit: " %", max: None, from_nought: true };
    let points = Scale { unit: "", max: None, from_nought: false };
    let counts = Scale { unit: "", max: None, from_nought: true };
    let thousands = Scale { unit: "K", max: None, from_nought: true };
    view! {
        <div class="mt-4 grid lg:grid-cols-2 gap-4">
            {chart(history, "Health", &health, points)}
            {chart(history, "Clients", &clients, counts)}
            {chart(history, "ARR", &arr, thousands)}
            {chart(history, "Capacity used", &used, percent)}
        </div>
    }
}

/// The days any of the lines has, oldest first, and the value of each line on each.
fn align(history: &History, lines: &[Line]) -> (Vec<NaiveDate>, Vec<Vec<Option<f64>>>) {
    let of = |line: &Line| history.get(line.metric).map(Vec::as_slice).unwrap_or_default();
    let mut days: Vec<NaiveDate> = lines.iter().flat_map(|line| of(line).iter().map(|point| point.date)).collect();
    days.sort_unstable();
    days.dedup();
    let value = |line: &Line, day: &NaiveDate| {
        let point = of(line).iter().find(|point| point.date == *day)?;
        Some(float(point.value?) / line.per)
    };
    let values = lines.iter().map(|line| days.iter().map(|day| value(line, day)).collect()).collect();
    (days, values)
}

/// `Health fell by 4 in 12 weeks`, after the first line.
fn title(name: &str, unit: &str, days: &[NaiveDate], values: &[Option<f64>]) -> String {
    let known: Vec<(NaiveDate, f64)> =
        days.iter().zip(values).filter_map(|(day, value)| Some((*day, (*value)?))).collect();
    let (Some((since, first)), Some((until, last))) = (known.first(), known.last()) else {
        return format!("{name}: nothing is known yet");
    };
    let weeks = (*until - *since).num_days() / 7;
    let change = last - first;
    let size = format::number(rust_decimal::Decimal::try_from(change.abs()).unwrap_or_default());
    match () {
        () if weeks == 0 => format!("{name}, one week so far"),
        () if size == "0" => format!("{name} did not change in {}", format::counted(weeks, "week", "weeks")),
        () => {
            let word = if change > 0.0 { "rose" } else { "fell" };
            format!("{name} {word} by {size}{unit} in {}", format::counted(weeks, "week", "weeks"))
        }
    }
}

fn chart(history: &History, name: &'static str, of: &[Line], scale: Scale) -> AnyView {
    let (days, values) = align(history, of);
    let title = title(name, scale.unit, &days, values.first().map(Vec::as_slice).unwrap_or_default());
    let rows: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(at, day)| {
            let cells: Vec<_> = values
                .iter()
                .map(|line| {
                    let text =
                        line[at].map_or_else(|| format::NONE.to_owned(), |value| format!("{value:.1}{}", scale.unit));
                    view! { <td>{text}</td> }
                })
                .collect();
            view! { <tr><th scope="row">{day.to_string()}</th>{cells}</tr> }
        })
        .collect();
    let heads: Vec<_> = of.iter().map(|line| view! { <th scope="col">{line.name}</th> }).collect();
    let legend: Vec<_> = of
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let color = if at == 0 { "line-primary" } else { "line-at-risk" };
            view! { <span class="mr-2"><span class=color>"━ "</span>{line.name}</span> }
        })
        .collect();
    let figures: Vec<Figure> = of
        .iter()
        .zip(values)
        .map(|(line, values)| Figure { name: line.name, color: line.color, is_dashed: false, values })
        .collect();
    let label = format!("{title}. By week, over twelve weeks");
    let body = if days.is_empty() {
        view! { <p class="muted py-8 text-center">"The book is counted each night; the first week appears tomorrow."</p> }
    } else {
        let draw: Draw = Box::new(move |palette, width| lines::option(&days, &figures, scale, palette, width));
        view! {
            <Drawing draw label class="h-44 mt-2 overflow-hidden">
                <table>
                    <caption>{name}" by week"</caption>
                    <thead><tr><th scope="col">"Day"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Drawing>
        }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label=format!("{name} by week")>
            <h2 class="font-semibold text-[14px]">{title}</h2>
            <p class="muted text-[12px] mt-0.5">{legend}</p>
            {body}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_line_that_lacks_a_day_has_a_gap() {
        let point = |date: &str, value: i64| HistoryPoint { date: day(date), value: Some(Decimal::from(value)) };
        let history = BTreeMap::from([
            ("M061".to_owned(), vec![point("2026-06-01", 120_000), point("2026-06-08", 90_000)]),
            ("M009".to_owned(), vec![point("2026-06-08", 45_000)]),
        ]);
        let arr = [
            line("M061", "ARR", |palette| palette.accent, 1_000.0),
            line("M009", "At risk", |palette| palette.at_risk, 1_000.0),
        ];
        let (days, values) = align(&history, &arr);
        assert_eq!(days, [day("2026-06-01"), day("2026-06-08")]);
        assert_eq!(values, [vec![Some(120.0), Some(90.0)], vec![None, Some(45.0)]]);
        assert_eq!(title("ARR", "K", &days, &values[0]), "ARR fell by 30K in 1 week");
        assert_eq!(title("ARR", "K", &days, &values[1]), "ARR, one week so far");
        assert_eq!(title("ARR", "K", &[], &[]), "ARR: nothing is known yet");
    }
}
