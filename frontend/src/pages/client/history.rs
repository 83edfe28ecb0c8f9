use api_types::health::{HealthHistory, HealthPoint};
use leptos::prelude::*;

use crate::{
    components::{Band, Delta, Pagination},
    format,
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
                            <table class="table-x">
                    <thead>
                        <tr>
                            <th scope="col" class="pl-4!">"Day"</th><th scope="col">"Score"</th><th scope="col">"Change"</th>
                            <th scope="col" class="text-right! pr-4! max-sm:hidden">"Confidence"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let first = (page.get() - 1) as usize * PAGE;
                            lines.with_value(|lines| lines.iter().skip(first).take(PAGE).map(|line| row(line, today)).collect_view())
                        }}
                    </tbody>
                </table>
            <Pagination page limit=Signal::stored(PAGE as i64) total=Signal::stored(total as i64) on_page=Callback::new(move |to| page.set(to))/>
        </section>
    })
}

/// A day and what changed since the day before; nothing is said across a gap.
fn lines(points: &[HealthPoint]) -> Vec<(HealthPoint, Option<i64>)> {
    let change = |index: usize| {
        let before = points.get(index.checked_sub(1)?)?;
        let point = &points[index];
        (before.date.succ_opt() == Some(point.date)).then(|| i64::from(point.overall_score - before.overall_score))
    };
    let mut lines: Vec<_> = points.iter().enumerate().map(|(index, point)| (point.clone(), change(index))).collect();
    lines.reverse();
    lines
}

fn row((point, change): &(HealthPoint, Option<i64>), today: chrono::NaiveDate) -> impl IntoView + use<> {
    let status = point.health_status;
    let is_open = !point.is_final;
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content!">
                <span class="num">{format::day(point.date, today)}</span>
                {is_open.then(|| view! { <span class="muted text-[12px] max-sm:block">" may still change"</span> })}
            </th>
            <td class="whitespace-nowrap"><span class="num font-semibold inline-block w-7">{point.overall_score}</span><Band status/></td>
            <td>{match change {
                Some(points) => view! { <Delta points=*points/> }.into_any(),
                None => view! { <span class="muted">"–"</span> }.into_any(),
            }}</td>
            <td class="num muted text-right pr-4! max-sm:hidden">{format::percent((point.confidence * 100.0).round())}</td>
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
