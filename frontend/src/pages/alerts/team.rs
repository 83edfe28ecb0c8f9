use domain::{AlertId, alert::AlertType};
use leptos::prelude::*;

use super::{answers::Answers, row::Row};
use crate::{
    components::{ErrorPanel, For, Show},
    query::Inbox,
    view,
};

/// What is about the team, and what about its sources: each has a heading of its own above the clients.
const PARTS: [(AlertType, &str, &str); 2] = [
    (AlertType::CsmOverload, "Team", "who has more work than one can do"),
    (AlertType::DataQuality, "Data", "what did not arrive, or was refused"),
];

/// Alerts that belong to no client.
#[component]
pub(super) fn TeamGroups(answers: Answers, now: Memo<Inbox>) -> impl IntoView {
    let failed =
        move || answers.team.filter(|_| now.get().shows_team()).and_then(|team| Some((team, team.error.get()?)));
    view! {
        {move || failed().map(|(team, error)| view! { <ErrorPanel error on_retry=team.retry()/> })}
        {PARTS.map(|(alert_type, name, note)| part(answers, now, alert_type, name, note)).into_iter().collect_view()}
    }
}

fn part(
    answers: Answers,
    now: Memo<Inbox>,
    alert_type: AlertType,
    name: &'static str,
    note: &'static str,
) -> impl IntoView {
    let rows = Memo::new(move |_| shown(answers, &now.get(), alert_type));
    let heading = format!("about-{alert_type}");
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <section class="border-t border-base-300 first:border-t-0" aria-labelledby=heading.clone()>
                <div class="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 sm:px-4 pt-3">
                    <h3 id=heading.clone() class="font-semibold text-[14px]">{name}</h3>
                    <span class="muted text-[12px]">{note}</span>
                </div>
                <ul class="pb-1.5">
                    <For each=move || rows.get() key=|id| *id let:alert><Row id=alert answers/></For>
                </ul>
            </section>
        </Show>
    }
}

/// Whether the address shows any alert about the team.
pub(super) fn has_any(answers: Answers, now: &Inbox) -> bool {
    PARTS.iter().any(|(alert_type, ..)| !shown(answers, now, *alert_type).is_empty())
}

fn shown(answers: Answers, now: &Inbox, alert_type: AlertType) -> Vec<AlertId> {
    let Some(team) = answers.team.filter(|_| now.shows_team()) else { return Vec::new() };
    team.data.with(|page| {
        let alerts = page.iter().flat_map(|page| &page.data).filter(|alert| alert.alert_type == alert_type);
        alerts.filter(|alert| now.standing.shows(alert.status)).map(|alert| alert.id).collect()
    })
}
