//! What a version would do to everyone.
use api_types::simulation::{HealthScoreSimulation, SimulatedClient};
use domain::health::HealthStatus;
use leptos::prelude::*;

use super::{
    back_test::BackTestPanel,
    bands_bar::BandsBar,
    studio::{Simulated, Studio},
    told::{as_i64, detail, headline, position},
};
use crate::{
    components::{Band, Delta, EmptyState, Refused},
    format, routes, view,
    words::Words,
};

/// The result of the last simulation, and whether the form has moved on since.
#[component]
pub(super) fn SimulationPanel(studio: Studio) -> impl IntoView {
    let is_old = move || {
        studio.simulated.with(|simulated| {
            simulated.as_ref().is_some_and(|simulated| studio.draft.with(|draft| *draft != simulated.of))
        })
    };
    view! {
        <section class="grid gap-3 hairline min-w-0" aria-label="Simulation" aria-busy=move || studio.is_simulating.get().to_string()>
            {move || studio.simulation_error.get().map(|error| view! { <Refused error/> })}
            <p class="muted text-[12px] empty:hidden" role="status">{move || is_old().then_some("The form has changed since this was simulated; simulate again to see what it would do now.")}</p>
            {move || studio.simulated.get().map_or_else(
                || view! {
                    <div class="card-x"><EmptyState icon="list-checks" title="Not simulated yet"
                        text="Simulate tries these weights on every client, and on those who really left, before anything changes.">
                        <button type="button" class="button" disabled=move || studio.is_simulating.get() || !studio.is_valid() on:click=move |_| studio.simulate()>"Simulate now"</button>
                    </EmptyState></div>
                },
                |Simulated { result, .. }| view! { <Result result/> },
            )}
        </section>
    }
}

#[component]
fn Result(result: HealthScoreSimulation) -> impl IntoView {
    let (now, then) = counts(&result);
    let currency = result.currency.clone();
    let total = result.change_band;
    view! {
        <div class="grid xl:grid-cols-2 gap-4 items-start min-w-0">
            <section class="card-x p-4 min-w-0" aria-label="Effect">
                <h2 class="font-semibold text-[14px]">{headline(&result)}</h2>
                <p class="muted mt-1 leading-5">{detail(&result)}</p>
                <div class="mt-3 grid gap-2.5"><BandsBar label="Now" counts=now/><BandsBar label="Then" counts=then/></div>
                <div class="mt-4 overflow-x-auto" tabindex="0" role="group" aria-label="Changes of band">{matrix(&result)}</div>
            </section>
            <BackTestPanel test=result.back_test.clone()/>
            {movers("Largest moves", result.movers.len(), result.movers.clone(), &currency)}
            {movers("Who changes band", total, result.band_changes.clone(), &currency)}
        </div>
    }
}

fn counts(result: &HealthScoreSimulation) -> ([usize; 5], [usize; 5]) {
    let (mut now, mut then) = ([0; 5], [0; 5]);
    for band in &result.bands {
        let at = band.health_status.map_or(4, position);
        (now[at], then[at]) = (band.now, band.then);
    }
    (now, then)
}

fn matrix(result: &HealthScoreSimulation) -> AnyView {
    let cell = |from: HealthStatus, to: Option<HealthStatus>| {
        result.matrix.iter().find(|cell| (cell.from, cell.to) == (from, to)).map_or(0, |cell| cell.clients)
    };
    let loses = result.matrix.iter().any(|cell| cell.to.is_none());
    let columns: Vec<Option<HealthStatus>> =
        HealthStatus::ALL.iter().copied().map(Some).chain(loses.then_some(None)).collect();
    let word = |status: Option<HealthStatus>| status.map_or("No score", Words::words);
    let row = |from: HealthStatus| {
        let cells = columns.iter().map(|to| {
            let count = cell(from, *to);
            let class = match (count, *to == Some(from)) {
                (0, _) => "num text-right muted",
                (_, true) => "num text-right",
                (_, false) => "num text-right font-semibold",
            };
            let text = if count == 0 { "–".to_owned() } else { format::count(as_i64(count)) };
            view! { <td class=class>{text}</td> }
        });
        view! { <tr><th scope="row"><Band status=from/></th>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="table-x">
            <caption class="text-left text-[12px] muted pb-1">"From the band now (rows) to the band then (columns)"</caption>
            <thead><tr><th scope="col">"Now"</th>{columns.iter().map(|to| view! { <th scope="col" class="text-right!">{word(*to)}</th> }).collect_view()}</tr></thead>
            <tbody>{HealthStatus::ALL.iter().map(|from| row(*from)).collect_view()}</tbody>
        </table>
    }
}

/// `total` may be more than are told one by one.
fn movers(title: &'static str, total: usize, clients: Vec<SimulatedClient>, currency: &str) -> Option<AnyView> {
    if clients.is_empty() {
        return None;
    }
    let row = |client: SimulatedClient| {
        let then = client.score_then.map_or_else(|| format::NONE.to_owned(), |score| score.to_string());
        let change = client.score_then.map(|then| i64::from(then - client.score_now));
        let arr = client
            .annual_recurring_revenue
            .map_or_else(|| format::NONE.to_owned(), |arr| format::money_short(arr, currency));
        view! {
            <tr>
                <td class="max-w-44 truncate"><a class="link-x" href=routes::client(client.id)>{client.name}</a></td>
                <td class="num text-right max-sm:hidden">{arr}</td>
                <td class="num text-right whitespace-nowrap">{format!("{} → {then}", client.score_now)}</td>
                <td class="text-right">{change.map(|points| view! { <Delta points/> })}</td>
                <td>{client.status_then.map(|status| view! { <Band status/> })}</td>
            </tr>
        }
    };
    let shown = clients.len();
    let note = if shown < total {
        format!("{} of {}, the largest ARR first", format::count(as_i64(shown)), format::count(as_i64(total)))
    } else {
        format::count(as_i64(shown))
    };
    Some(view! {
        <section class="card-x min-w-0" aria-label=title>
            <h2 class="font-semibold text-[14px] px-4 pt-4">{title}" "<span class="muted font-normal num">{note}</span></h2>
            <div class="max-h-96 overflow-auto mt-2" tabindex="0" role="group" aria-label=format!("{title}, list")>
                <table class="table-x">
                    <caption class="sr-only">{title}</caption>
                    <thead><tr>
                        <th scope="col">"Client"</th><th scope="col" class="text-right! max-sm:hidden">"ARR"</th><th scope="col" class="text-right!">"Score"</th>
                        <th scope="col" class="text-right!">"Change"</th><th scope="col">"Band then"</th>
                    </tr></thead>
                    <tbody>{clients.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    })
}
