use api_types::alerts::{AlertClient, ClientAlerts};
use domain::{AlertId, ClientId};
use leptos::prelude::*;

use super::{answers::Answers, row::Row};
use crate::{
    components::{Band, For, Show},
    format,
    query::Standing,
    routes, view,
};

/// A client and those of its alerts that the tab shows.
#[component]
pub(super) fn Group(id: ClientId, answers: Answers, #[prop(into)] standing: Signal<Standing>) -> impl IntoView {
    let group = move |read: fn(&ClientAlerts) -> AlertClient| {
        answers.inbox.data.with(|page| page.as_ref()?.data.iter().find(|group| group.client.id == id).map(read))
    };
    let client = Memo::new(move |_| group(|group| group.client.clone()));
    let shown = Memo::new(move |_| shown(answers, id, standing.get()));
    let left_out = Memo::new(move |_| {
        answers.inbox.data.with(|page| {
            let group = page.as_ref()?.data.iter().find(|group| group.client.id == id)?;
            let came = i64::try_from(group.alerts.len()).ok()?;
            (came < group.alert_count).then(|| format!("The first {came} of {}.", group.alert_count))
        })
    });
    let heading = format!("client-{id}");
    view! {
        <Show when=move || !shown.with(Vec::is_empty)>
            <section class="border-t border-base-300 first:border-t-0" aria-labelledby=heading.clone()>
                <div class="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 sm:px-4 pt-3">
                    {let heading = heading.clone(); move || client.get().map(|client| head(client, heading.clone()))}
                </div>
                <ul class="pb-1.5">
                    <For each=move || shown.get() key=|id| *id let:alert>
                        <Row id=alert answers/>
                    </For>
                </ul>
                {move || left_out.get().map(|words| view! { <p class="muted text-[12px] px-3 sm:px-4 pb-3">{words}</p> })}
            </section>
        </Show>
    }
}

/// The alerts of a client that a tab shows, in the order they came.
pub(super) fn shown(answers: Answers, id: ClientId, standing: Standing) -> Vec<AlertId> {
    answers.inbox.data.with(|page| {
        let groups = page.iter().flat_map(|page| &page.data).filter(|group| group.client.id == id);
        let alerts = groups.flat_map(|group| &group.alerts).filter(|alert| standing.shows(alert.status));
        alerts.map(|alert| alert.id).collect()
    })
}

fn head(client: AlertClient, heading: String) -> impl IntoView {
    let arr = client.annual_recurring_revenue.map(|arr| format!("{} ARR", format::money_short(arr, &client.currency)));
    let csm = client.csm.map(|csm| format!("CSM {}", csm.name));
    let facts: Vec<String> = [arr, csm].into_iter().flatten().collect();
    view! {
        <h3 id=heading class="font-semibold text-[14px] min-w-0">
            <a class="hover:underline" href=routes::client(client.id)>{client.name}</a>
        </h3>
        {client.health_status.map(|status| view! {
            <span class="inline-flex items-baseline gap-1.5">
                <Band status/><span class="num muted text-[12px]">{client.current_health_score}</span>
            </span>
        })}
        <span class="muted text-[12px] num">{facts.join(" · ")}</span>
    }
}
