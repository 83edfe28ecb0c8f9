use api_types::alerts::SnoozeDuration;
use domain::{AlertId, alert::AlertStatus};
use leptos::prelude::*;

use super::{answers::Answers, shown::Shown};
use crate::{
    api::alerts::Act,
    browser,
    components::{Icon, LogActivity, Popover, SeverityMark, Show},
    format, view,
    words::Words,
};

/// One alert: how grave, why, and what to do with it.
#[component]
pub(super) fn Row(id: AlertId, answers: Answers) -> impl IntoView {
    // An alert that was answered leaves the list; until it has, the last that was known is shown.
    let alert = Memo::new(move |before: Option<&Option<Shown>>| answers.find(id).or_else(|| before.cloned().flatten()));
    let may_act = Memo::new(move |_| alert.with(|alert| alert.as_ref().is_some_and(|alert| answers.may_answer(alert))));
    view! {
        <li class="alert-row" data-row=id.to_string()>
            {move || alert.get().map(|alert| view! {
                <div class="w-24 shrink-0 pt-px"><SeverityMark severity=alert.severity/></div>
                {reason(alert)}
            })}
            <Show when=move || may_act.get()><Actions id alert answers/></Show>
        </li>
    }
}

fn reason(alert: Shown) -> impl IntoView {
    let now = browser::now();
    let standing = standing(&alert);
    let facts = [
        Some(alert.alert_type.words().to_owned()),
        Some(format!("raised {}", format::ago(alert.created_at, now))),
        (alert.reopened_count > 0)
            .then(|| format!("came back {}", format::counted(alert.reopened_count.into(), "time", "times"))),
        standing,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let is_new = alert.status == AlertStatus::New;
    view! {
        <div class="min-w-0 grow basis-64">
            <p>
                <a data-row-link="" class="hover:underline" class:font-semibold=is_new href=alert.href>{alert.title}</a>
            </p>
            <p class="leading-5 break-words">{alert.description}</p>
            <p class="muted text-[12px] mt-0.5">{facts.join(" · ")}</p>
        </div>
    }
}

/// What became of it, by whom.
fn standing(alert: &Shown) -> Option<String> {
    let now = browser::now();
    let by = || alert.by.as_ref().map_or("you", |who| &who.name);
    match alert.status {
        AlertStatus::New => None,
        AlertStatus::Acknowledged => Some(format!("acknowledged by {}", by())),
        AlertStatus::Snoozed => alert.snoozed_until.map(|until| format!("snoozed until {}", format::instant(until))),
        AlertStatus::Dismissed => Some(format!("dismissed by {}", by())),
        AlertStatus::Resolved if alert.ended_by_itself => {
            alert.resolved_at.map(|at| format!("over by itself {}", format::ago(at, now)))
        }
        AlertStatus::Resolved => Some(format!("resolved by {}", by())),
    }
}

#[component]
fn Actions(id: AlertId, alert: Memo<Option<Shown>>, answers: Answers) -> impl IntoView {
    let status = Memo::new(move |_| alert.with(|alert| alert.as_ref().map(|alert| alert.status)));
    let title = alert.with_untracked(|alert| alert.as_ref().map(|alert| alert.title.clone()).unwrap_or_default());
    let is_open = RwSignal::new(false);
    let named = move |verb: &str| format!("{verb} {title}");
    let (acknowledge, snooze, resolve, dismiss) =
        (named("Acknowledge"), named("Snooze"), named("Resolve"), named("Dismiss"));
    let act = move |what: Act| move |_| answers.act(id, what);
    let put_off = move |duration: SnoozeDuration| {
        move |_| {
            is_open.set(false);
            answers.act(id, Act::Snooze(duration));
        }
    };
    let log = LogActivity::from_context();
    let client = alert.with_untracked(|alert| alert.as_ref().and_then(|alert| Some(alert.client.as_ref()?.0)));
    let logged = named("Log activity for");
    view! {
        <div class="relative flex flex-wrap items-center gap-1.5 sm:ml-auto">
            {client.map(|client| view! {
                <button type="button" class="button button-small" aria-label=logged on:click=move |_| log.answer(client, id)>
                    <span class="inline-flex max-sm:hidden"><Icon name="phone"/></span>"Log activity"
                </button>
            })}
            <Show when=move || status.get() != Some(AlertStatus::Acknowledged)>
                <button type="button" class="button button-small" aria-label=acknowledge.clone() on:click=act(Act::Acknowledge)>
                    <span class="inline-flex max-sm:hidden"><Icon name="check"/></span>"Acknowledge"
                </button>
            </Show>
            <Popover class="button button-small" label=snooze align_right=true is_open trigger=move || view! { <span class="inline-flex max-sm:hidden"><Icon name="clock"/></span>"Snooze" }>
                <div class="p-1.5">
                    <button type="button" class="menu-item" on:click=put_off(SnoozeDuration::OneDay)>"For a day"</button>
                    <button type="button" class="menu-item" on:click=put_off(SnoozeDuration::OneWeek)>"For a week"</button>
                </div>
            </Popover>
            <button type="button" class="button button-small" aria-label=resolve on:click=act(Act::Resolve)>
                <span class="inline-flex max-sm:hidden"><Icon name="circle-check"/></span>"Resolve"
            </button>
            <button type="button" class="button-icon size-7" aria-label=dismiss on:click=act(Act::Dismiss)><Icon name="x"/></button>
        </div>
    }
}
