use api_types::churn::{ChurnPoint, ClientChurnRisk};
use leptos::prelude::*;

use crate::{
    charts::lines::{self, Figure, Scale},
    format,
    pages::insights::{Draw, Drawing},
    view,
    words::Words,
};

/// The score of each day.
pub(super) fn card(data: &ClientChurnRisk) -> AnyView {
    let title = title(&data.history);
    let label = format!("{title}. Churn risk per day from {} to {}", data.from, data.to);
    let rows: Vec<_> = data
        .history
        .iter()
        .map(|point| view! { <tr><th scope="row">{point.date.to_string()}</th><td>{point.churn_risk_score}</td><td>{point.category.words()}</td></tr> })
        .collect();
    let body = if data.history.is_empty() {
        view! { <p class="muted py-8 text-center">"No day of these has a churn risk."</p> }
    } else {
        // Days without a score are gaps, not jumps.
        let days: Vec<_> = data.from.iter_days().take_while(|day| *day <= data.to).collect();
        let scores = days.iter().map(|day| {
            let point = data.history.binary_search_by_key(day, |point| point.date).ok();
            point.map(|at| f64::from(data.history[at].churn_risk_score))
        });
        let figures = [Figure {
            name: "Churn risk",
            color: |palette| palette.at_risk,
            is_dashed: false,
            values: scores.collect(),
        }];
        let scale = Scale { unit: " %", max: Some(100.0), from_nought: true };
        let draw: Draw = Box::new(move |palette, width| lines::option(&days, &figures, scale, palette, width));
        view! {
            <Drawing draw label class="h-52 mt-2 overflow-hidden">
                <table>
                    <caption>"Churn risk per day"</caption>
                    <thead><tr><th scope="col">"Day"</th><th scope="col">"Churn risk in percent"</th><th scope="col">"Category"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Drawing>
        }
    };
    let length = (data.to - data.from).num_days() + 1;
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Churn risk over time">
            <div class="flex flex-wrap items-baseline gap-x-4">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <p class="muted sm:ml-auto text-[12px]">{format::counted(length, "day", "days")}</p>
            </div>
            {body}
        </section>
    }
}

/// How it moved from the first day that is known to the last.
fn title(history: &[ChurnPoint]) -> String {
    let (Some(first), Some(last)) = (history.first(), history.last()) else {
        return "Churn risk over time".to_owned();
    };
    let days = (last.date - first.date).num_days();
    let points = i64::from(last.churn_risk_score) - i64::from(first.churn_risk_score);
    let size = format::counted(points.abs(), "point", "points");
    match (points, days) {
        (_, 0) => format!("Churn risk is {}", format::percent(last.churn_risk_score)),
        (0, days) => format!("Churn risk is as it was {days} days ago"),
        (1.., days) => format!("Churn risk rose by {size} in {days} days"),
        (_, days) => format!("Churn risk fell by {size} in {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use domain::health::ChurnCategory;

    use super::*;

    #[test]
    fn the_title_says_how_it_moved() {
        let point = |date: &str, churn_risk_score| ChurnPoint {
            date: date.parse().expect("a day"),
            churn_risk_score,
            category: ChurnCategory::Medium,
        };
        let from = point("2026-05-01", 30);
        assert_eq!(title(&[from.clone(), point("2026-05-31", 45)]), "Churn risk rose by 15 points in 30 days");
        assert_eq!(title(&[from.clone(), point("2026-05-31", 29)]), "Churn risk fell by 1 point in 30 days");
        assert_eq!(title(&[from.clone(), point("2026-05-31", 30)]), "Churn risk is as it was 30 days ago");
        assert_eq!(title(&[from]), "Churn risk is 30\u{a0}%");
        assert_eq!(title(&[]), "Churn risk over time");
    }
}
