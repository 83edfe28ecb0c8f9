use api_types::{
    activities::Activity,
    alerts::{Alert, SnoozeDuration},
    my_day::DayClient,
};
use domain::staff::Permission;
use leptos::prelude::*;

use super::{priority::Priority, tasks::Tasks};
use crate::{
    api::alerts::Act,
    browser,
    components::{Band, Delta, Icon, SeverityMark, activity_icon},
    format, routes,
    session::Session,
    view,
};

/// One client: why it stands here, how it is, and what is to be done.
#[component]
pub(super) fn Row(client: DayClient, currency: String, tasks: Tasks) -> impl IntoView {
    let session = Session::from_context();
    let may_act = session.may(Permission::ActOnAlerts);
    let may_log = session.may(Permission::LogWork);
    let left_out = client.alert_count + client.follow_up_count - (client.alerts.len() + client.follow_ups.len()) as i64;
    let (id, name) = (client.id, client.name.clone());
    view! {
        <li class="flex gap-3 sm:gap-4 px-3 sm:px-4 py-3 border-b border-base-300 last:border-b-0" data-row=id.to_string()>
            <Priority priority=client.priority.clone() name=name.clone()/>
            <div class="min-w-0 grow">
                <div class="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
                    <h2 class="font-semibold text-[14px] min-w-0">
                        <a data-row-link="" class="hover:underline" href=routes::client(id)>{name.clone()}</a>
                    </h2>
                    {how_it_is(&client)}
                    <span class="muted text-[12px] num">{facts(&client, &currency)}</span>
                    {may_log.then(|| view! {
                        <button type="button" class="button button-small ml-auto max-sm:hidden" aria-label=format!("Log an activity with {name}")
                            on:click=move |_| tasks.log.open(Some(id))><Icon name="plus"/>"Log"</button>
                    })}
                </div>
                <p class="leading-5 mt-0.5 break-words">{client.reason.clone()}</p>
                <ul class="mt-2 grid gap-1.5">
                    {client.follow_ups.into_iter().map(|owed| follow_up(owed, tasks)).collect_view()}
                    {client.alerts.into_iter().map(|found| alert(found, may_act, tasks)).collect_view()}
                </ul>
                {(left_out > 0).then(|| view! {
                    <a class="link-x text-[12px] inline-block mt-1.5" href=routes::client(id)>{format!("{left_out} more")}</a>
                })}
            </div>
        </li>
    }
}

fn how_it_is(client: &DayClient) -> impl IntoView + use<> {
    let change = client.health_trend_change.filter(|change| *change != 0);
    client.health_status.zip(client.current_health_score).map(|(status, score)| {
        view! {
            <span class="inline-flex items-baseline gap-1.5">
                <Band status/><span class="num muted text-[12px]">{score}</span>
                {change.map(|points| view! { <span class="text-[12px]"><Delta points=points.into()/></span> })}
            </span>
        }
    })
}

fn facts(client: &DayClient, currency: &str) -> String {
    let stake = client.priority.as_ref().and_then(|priority| priority.expected_loss);
    let facts = [
        stake.map(|amount| format!("{} at stake", format::money_short(amount, currency))),
        client.csm.as_ref().map(|csm| format!("CSM {}", csm.name)),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn alert(alert: Alert, may_act: bool, tasks: Tasks) -> impl IntoView {
    let (acknowledge, snooze) = (format!("Acknowledge {}", alert.title), format!("Snooze {} for a day", alert.title));
    let answered = alert.clone();
    let act = move |act: Act| {
        let answered = answered.clone();
        move |_| tasks.answer(answered.clone(), act)
    };
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span class="w-20 shrink-0"><SeverityMark severity=alert.severity/></span>
            <span class="min-w-0 grow basis-48 leading-5 break-words">{alert.description}</span>
            {may_act.then(|| view! {
                <span class="flex gap-1.5 ml-auto">
                    <button type="button" class="button button-small" aria-label=acknowledge on:click=act(Act::Acknowledge)>"Acknowledge"</button>
                    <button type="button" class="button button-small" aria-label=snooze on:click=act(Act::Snooze(SnoozeDuration::OneDay))>"Snooze"</button>
                </span>
            })}
        </li>
    }
}

fn follow_up(owed: Activity, tasks: Tasks) -> impl IntoView {
    let days = owed.follow_up_date.map(|day| (day - browser::today()).num_days() as i32);
    let due = days.map(format::due_in_words).unwrap_or_default();
    let done = format!("Done: {}", owed.subject);
    let kept = owed.clone();
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span class="w-20 shrink-0 inline-flex items-center gap-1.5 text-[12px] font-medium"><Icon name=activity_icon(owed.activity_type) class="size-3.5"/>"Follow-up"</span>
            <span class="min-w-0 grow basis-48 leading-5 break-words">
                {owed.subject.clone()}
                <span class="text-[12px] ml-2" class:bad=owed.follow_up_overdue class:muted=!owed.follow_up_overdue>{due}</span>
            </span>
            <button type="button" class="button button-small ml-auto" aria-label=done on:click=move |_| tasks.complete(kept.clone())><Icon name="check"/>"Done"</button>
        </li>
    }
}
