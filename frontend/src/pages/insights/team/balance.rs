//! What would even the work out, and a button for each step.
use api_types::{
    bulk::AssignClients,
    team_balance::{BalanceCsm, BalanceMove, LockedClient, TeamBalance},
};
use domain::{ClientId, StaffId, staff::Permission};
use leptos::prelude::*;
use rust_decimal::Decimal;
use wasm_bindgen_futures::spawn_local;

use super::capacity::bar;
use crate::{
    api::{Answer, Client as Api},
    components::{Band, ErrorPanel, Icon, ProgressButton, Tip, Toasts},
    format,
    load::Loaded,
    routes,
    session::Session,
    view,
    words::Words,
};

/// The recommendation, for those who see everyone's clients.
#[component]
pub(super) fn Balance(
    /// The team shows what changed.
    on_changed: Callback<()>,
) -> impl IntoView {
    let api = Api::from_context();
    let balance = Loaded::<TeamBalance>::new(|| (), move |()| api.csm_rebalancing());
    let changed = Callback::new(move |()| {
        balance.reload();
        on_changed.run(());
    });
    view! {
        <section class="card-x min-w-0 mt-4" aria-label="Rebalancing">
            {move || match (balance.data.get(), balance.error.get()) {
                (Some(data), None) => body(&data, changed),
                (_, Some(error)) => view! { <ErrorPanel error on_retry=balance.retry()/> },
                (None, None) => view! {
                    <div class="p-4" aria-hidden="true"><span class="skel h-4 w-64 max-w-full"></span><span class="skel h-24 w-full mt-4"></span></div>
                    <p class="sr-only" role="status">"Looking for moves"</p>
                },
            }}
        </section>
    }
}

fn title(data: &TeamBalance) -> String {
    let moves = i64::try_from(data.moves.len()).unwrap_or(i64::MAX);
    let fullest = data.csms.iter().filter_map(|csm| csm.utilisation_after_percent).max_by(f64::total_cmp);
    match (moves, data.capacity_short_fte, fullest) {
        (0, None, _) => "No client needs to change hands: nobody is above 110 %".to_owned(),
        (0, Some(_), _) => "Someone is above 110 %, and no client can change hands".to_owned(),
        (_, _, Some(fullest)) => format!(
            "{} would leave nobody above {}",
            format::counted(moves, "move", "moves"),
            format::percent_of(fullest)
        ),
        (_, _, None) => format::counted(moves, "move", "moves"),
    }
}

fn body(data: &TeamBalance, changed: Callback<()>) -> AnyView {
    let may_assign = Session::from_context().may(Permission::AssignClients);
    let short = data.capacity_short_fte.map(|people| {
        format!("Capacity is short by {people:.1} people who work full time, even with every move that can be made.")
    });
    let rows: Vec<_> = data.moves.iter().map(|one| row(one, &data.currency, may_assign, changed)).collect();
    let are_moved = data.csms.iter().filter(|csm| csm.load_before.total_cmp(&csm.load_after).is_ne());
    let desks: Vec<_> = are_moved.map(desk).collect();
    view! {
        <div class="px-4 pt-4 pb-3">
            <div class="flex items-center gap-1.5">
                <h2 class="font-semibold text-[14px]">{title(data)}</h2>
                <Tip label="About rebalancing" class="tip-icon" text="Whoever is above 110 % gives, whoever is at 95 % or below takes; clients nobody was in touch with within 30 days \
                    first, then those that are most work. Large clients go to senior managers only. A client stays where its renewal is within 60 days, a save play is \
                    open, health is critical, or it changed hands less than 180 days ago (M128).">
                    <Icon name="info" class="size-3"/>
                </Tip>
            </div>
            {short.map(|text| view! { <p class="CRITICAL font-medium text-[12px] mt-1">{text}</p> })}
        </div>
        {(!rows.is_empty()).then(|| view! { <ol class="divide-y divide-base-300 border-t border-base-300" aria-label="Moves">{rows}</ol> })}
        {(!desks.is_empty()).then(|| view! {
            <div class="px-4 py-3 border-t border-base-300">
                <h3 class="font-medium text-[13px]">"With every move made"</h3>
                <ul class="mt-1 grid gap-2">{desks}</ul>
            </div>
        })}
        {locked(data)}
    }
}

fn points(points: f64) -> String {
    let points = Decimal::try_from(points).unwrap_or_default();
    let word = if points == Decimal::ONE { "point" } else { "points" };
    format!("{} {word}", format::number(points))
}

/// `130.8 % → 120.8 %`.
fn change(name: &str, before: f64, after: f64) -> AnyView {
    let said = format!("{name}, from {} to {}", format::percent_of(before), format::percent_of(after));
    view! {
        <span class="min-w-0">
            <span class="sr-only">{said}</span>
            <span aria-hidden="true" class="block truncate">{name.to_owned()}</span>
            <span aria-hidden="true" class="block muted text-[12px] num">{format::percent_of(before)}" → "{format::percent_of(after)}</span>
        </span>
    }
}

fn row(one: &BalanceMove, currency: &str, may_assign: bool, changed: Callback<()>) -> AnyView {
    let arr = one.arr.map(|arr| format!(" · {}", format::money_short(arr, currency)));
    let health = one.health_status.zip(one.health_score);
    let health = health.map(|(status, score)| view! { <span class="num text-[12px]">{score}</span>" "<Band status/> });
    let touched = one.was_in_touch.then(|| view! { <span class="chip">"In touch within 30 days"</span> });
    let apply = may_assign.then(|| apply(one, changed));
    view! {
        <li class="px-4 py-3 grid gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_auto] items-center">
            <div class="min-w-0">
                <a class="link-x" href=routes::client(one.client_id)>{one.name.clone()}</a>
                <p class="muted text-[12px] flex flex-wrap items-center gap-x-2 num"><span>{points(one.load)}{arr}</span>{health}{touched}</p>
            </div>
            <div class="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3">
                {change(&one.from.name, one.from_before_percent, one.from_after_percent)}
                <Icon name="arrow-right" class="size-4 muted"/>
                {change(&one.to.name, one.to_before_percent, one.to_after_percent)}
            </div>
            {apply}
        </li>
    }
}

async fn assign(api: Api, client: ClientId, to: StaffId) -> Answer<()> {
    let body = AssignClients { ids: Some(vec![client]), expected: None, csm_user_id: Some(Some(to)), ae_user_id: None };
    api.assign_clients("", &body).await.map(|_| ())
}

fn apply(one: &BalanceMove, changed: Callback<()>) -> AnyView {
    let (api, toasts, is_busy) = (Api::from_context(), Toasts::from_context(), RwSignal::new(false));
    let (client, from, to) = (one.client_id, one.from.id, one.to.id);
    let done = format!("{} has {} now.", one.to.name, one.name);
    let back = format!("{} keeps {}.", one.from.name, one.name);
    let press = move |()| {
        is_busy.set(true);
        let (done, back) = (done.clone(), back.clone());
        spawn_local(async move {
            match assign(api, client, to).await {
                Ok(()) => {
                    toasts.say_with_undo(done, move || {
                        let back = back.clone();
                        spawn_local(async move {
                            match assign(api, client, from).await {
                                Ok(()) => toasts.say(back),
                                Err(error) => toasts.fail("It was not given back.", &error),
                            }
                            changed.run(());
                        });
                    });
                    changed.run(());
                }
                Err(error) => toasts.fail("Nobody was assigned.", &error),
            }
            is_busy.try_set(false);
        });
    };
    let label = format!("Apply: {} to {}", one.name, one.to.name);
    view! {
        <span role="group" aria-label=label>
            <ProgressButton is_busy label="Apply" busy_label="Assigning" class="button" on_click=Callback::new(press)/>
        </span>
    }
}

fn desk(csm: &BalanceCsm) -> AnyView {
    let none = || view! { <span class="muted">{format::NONE}</span> };
    view! {
        <li class="grid gap-x-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)] items-center">
            <a class="link-x" href=routes::member(csm.csm.id)>{csm.csm.name.clone()}</a>
            {bar(csm.utilisation_after_percent, csm.band_after, none())}
        </li>
    }
}

/// The clients that stay, and why.
fn locked(data: &TeamBalance) -> AnyView {
    if data.locked.is_empty() {
        return ().into_any();
    }
    let one = |client: &LockedClient| {
        view! {
            <li class="flex flex-wrap gap-x-2 py-1">
                <a class="link-x" href=routes::client(client.client_id)>{client.name.clone()}</a>
                <span class="muted">{client.csm.name.clone()}" · "{points(client.load)}</span>
                <span class="ml-auto">{client.lock.words()}</span>
            </li>
        }
    };
    let shown = i64::try_from(data.locked.len()).unwrap_or(i64::MAX);
    let more = (shown < data.locked_total).then(|| format!("The {shown} that are most work are shown."));
    let stay = format::counted(data.locked_total, "client has to stay", "clients have to stay");
    view! {
        <details class="px-4 py-3 border-t border-base-300">
            <summary class="cursor-pointer font-medium text-[13px]">{stay}</summary>
            <ul class="mt-2">{data.locked.iter().map(one).collect_view()}</ul>
            {more.map(|more| view! { <p class="muted text-[12px] mt-1">{more}</p> })}
        </details>
    }
}
