use api_types::health::{HealthHistory, HealthPoint};
use leptos::prelude::*;

use crate::{
    components::{Band, Delta, Pagination},
    format, view,
};

/// Days a page of the history holds.
const PAGE: usize = 30;

/// Day by day, newest first.
#[component]
pub(super) fn History(history: HealthHistory) -> impl IntoView {
    let lines = StoredValue::new(lines(&history.points));
    let total = lines.with_value(Vec::len);
    let page = RwSignal::new(1_i64);
    let today = history.to;
    (total > 0).then(|| view! {
        <section class="card-x min-w-0" aria-label="History">
            <h2 class="font-semibold text-[14px] px-4 pt-4 pb-2">"History"</h2>
            <ul class="sm:hidden divide-y divide-base-300 border-t border-base-300">
                {move || lines.with_value(|lines| on_page(lines, page.get()).iter().map(|line| card(line, today)).collect_view())}
            </ul>
            <div class="max-sm:hidden">
                <table class="table-x">
                    <thead>
                        <tr>
                            <th scope="col" class="pl-4!">"Day"</th><th scope="col">"Score"</th><th scope="col">"Change"</th>
                            <th scope="col" class="text-right! pr-4!">"Confidence"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || lines.with_value(|lines| on_page(lines, page.get()).iter().map(|line| row(line, today)).collect_view())}
                    </tbody>
                </table>
            </div>
            <Pagination page limit=Signal::stored(PAGE as i64) total=Signal::stored(total as i64) on_page=Callback::new(move |to| page.set(to))/>
        </section>
    })
}

/// A day, and what changed since the day before.
type Line = (HealthPoint, Option<i64>);

fn on_page(lines: &[Line], page: i64) -> &[Line] {
    lines.chunks(PAGE).nth(usize::try_from(page - 1).unwrap_or_default()).unwrap_or_default()
}

/// Newest first; nothing is said across a gap.
fn lines(points: &[HealthPoint]) -> Vec<Line> {
    let change = |index: usize| {
        let before = points.get(index.checked_sub(1)?)?;
        let point = &points[index];
        (before.date.succ_opt() == Some(point.date)).then(|| i64::from(point.overall_score - before.overall_score))
    };
    let mut lines: Vec<_> = points.iter().enumerate().map(|(index, point)| (point.clone(), change(index))).collect();
    lines.reverse();
    lines
}

/// A day on a phone.
fn card((point, change): &Line, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let confidence = format::percent((point.confidence * 100.0).round());
    let note = if point.is_final { "" } else { " · may still change" };
    view! {
        <li class="px-4 py-2 flex items-center gap-3">
            <div class="min-w-0 grow">
                <p class="num">{format::day(point.date, today)}</p>
                <p class="muted text-[12px]">{format!("Confidence {confidence}{note}")}</p>
            </div>
            <div class="text-right shrink-0">
                <p class="whitespace-nowrap"><span class="num font-semibold mr-2">{point.overall_score}</span><Band status=point.health_status/></p>
                <p class="text-[12px]">{change_of(*change)}</p>
            </div>
        </li>
    }
}

fn change_of(change: Option<i64>) -> AnyView {
    match change {
        Some(points) => view! { <Delta points/> },
        None => view! { <span class="muted">"–"</span> },
    }
}

fn row((point, change): &Line, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let status = point.health_status;
    let is_open = !point.is_final;
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content!">
                <span class="num">{format::day(point.date, today)}</span>
                {is_open.then(|| view! { <span class="muted text-[12px]">" may still change"</span> })}
            </th>
            <td class="whitespace-nowrap"><span class="num font-semibold inline-block w-7">{point.overall_score}</span><Band status/></td>
            <td>{change_of(*change)}</td>
            <td class="num muted text-right pr-4!">{format::percent((point.confidence * 100.0).round())}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use domain::health::HealthStatus;

    use super::*;

    #[test]
    fn the_newest_day_comes_first_and_gaps_have_no_change() {
        let point = |date: &str, overall_score| HealthPoint {
            date: date.parse().expect("a date"),
            overall_score,
            health_status: HealthStatus::Monitor,
            confidence: 1.0,
            is_final: true,
            component_scores: Default::default(),
        };
        let lines = lines(&[point("2026-11-01", 70), point("2026-11-02", 66), point("2026-11-05", 60)]);
        let changes: Vec<_> = lines.iter().map(|(point, change)| (point.overall_score, *change)).collect();
        assert_eq!(changes, [(60, None), (66, Some(-4)), (70, None)]);
    }
}
