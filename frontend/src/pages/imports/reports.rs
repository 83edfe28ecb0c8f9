use api_types::imports::{ScoreReport, UndoReport};
use leptos::prelude::*;

use crate::{format, view, words};

/// How far the data carry a score.
#[component]
pub(super) fn Scores(report: ScoreReport) -> impl IntoView {
    let share =
        (report.active_clients > 0).then(|| format::percent(report.scored_clients * 100 / report.active_clients));
    view! {
        <section class="card-x mt-4 p-4" aria-label="Scores">
            <h2 class="font-semibold text-[14px]">"Scores from it"</h2>
            <p class="mt-1">
                {format!("{} of {} active clients have a score", format::count(report.scored_clients), format::count(report.active_clients))}
                {share.map(|share| view! { <span class="num muted">" · "{share}</span> })}
            </p>
            <dl class="mt-3 grid sm:grid-cols-2 gap-x-8 gap-y-1 max-w-2xl">
                {report.component_states.into_iter().map(|state| view! {
                    <div class="flex gap-3">
                        <dt class="muted">{words::component(&state.component)}", "{format::sentence(&state.state).to_lowercase()}</dt>
                        <dd class="num ml-auto">{format::count(state.clients)}</dd>
                    </div>
                }).collect_view()}
                {report.null_reasons.into_iter().map(|reason| view! {
                    <div class="flex gap-3">
                        <dt class="muted">"No score: "{format::sentence(&reason.null_reason).to_lowercase()}</dt>
                        <dd class="num ml-auto">{format::count(reason.clients)}</dd>
                    </div>
                }).collect_view()}
            </dl>
        </section>
    }
}

/// What an undo did, and what it left alone.
#[component]
pub(super) fn Undone(report: UndoReport) -> impl IntoView {
    let told = format!(
        "{} removed, {} restored, {} left alone",
        format::counted(report.rows_removed, "row", "rows"),
        format::count(report.rows_restored),
        format::count(report.rows_left_total)
    );
    view! {
        <section class="card-x mt-4 p-4" aria-label="Undo">
            <h2 class="font-semibold text-[14px]">"Undone"</h2>
            <p class="mt-1">{told}</p>
            <ul class="mt-1 divide-y divide-base-300 max-h-72 overflow-y-auto">
                {report.rows_left.into_iter().map(|row| view! {
                    <li class="py-1.5"><span class="font-medium">{format::sentence(&row.entity)}" "{row.key}</span>" "<span class="muted">{row.reason}</span></li>
                }).collect_view()}
            </ul>
        </section>
    }
}
