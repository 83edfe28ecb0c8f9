use api_types::{notifications::Delivery, page::Page};
use domain::{DeliveryId, notification::DeliveryState};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    browser,
    components::{EmptyState, ErrorPanel, Icon, Pagination, Show, Toasts},
    format,
    load::Loaded,
    routes, view,
    words::Words,
};

const LIMIT: i64 = 25;

/// Messages that left the product, or are about to.
#[component]
pub(super) fn Deliveries() -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let query = use_query_map();
    let page = Memo::new(move |_| {
        query.with(|query| query.get_str("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).max(1))
    });
    let state = Memo::new(move |_| {
        query.with(|query| query.get_str("state").and_then(|state| state.parse::<DeliveryState>().ok()))
    });
    let list = Loaded::<Page<Delivery>>::new(
        move || (page.get(), state.get()),
        move |(page, state)| {
            let state = state.map(|state| format!("&state={state}")).unwrap_or_default();
            client.deliveries(&format!("page={page}&limit={LIMIT}{state}"))
        },
    );
    let navigate = use_navigate();
    let go = Callback::new(move |(state, page): (Option<DeliveryState>, i64)| {
        navigate(&routes::alert_settings(state, page), Default::default());
    });
    let on_page = Callback::new(move |page: i64| go.run((state.get_untracked(), page)));
    let total = Signal::derive(move || list.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    let resend = Callback::new(move |id: DeliveryId| {
        spawn_local(async move {
            match client.resend_delivery(id).await {
                Ok(_) => {
                    toasts.say("It is tried again now.");
                    list.reload();
                }
                Err(error) => toasts.fail("It was not sent again.", &error),
            }
        });
    });
    let choices = DeliveryState::ALL.iter().map(|one| {
        let one = *one;
        view! { <option value=one.as_str() selected=move || state.get() == Some(one)>{one.words()}</option> }
    });
    view! {
        <section class="card-x hairline" aria-labelledby="deliveries" aria-busy=move || list.is_loading.get().to_string()>
            <div class="flex flex-wrap items-center gap-3 p-4">
                <h2 id="deliveries" class="font-semibold text-[14px] grow">"Deliveries"</h2>
                <select class="select-x" aria-label="State of deliveries"
                    on:change:target=move |event| go.run((event.target().value().parse().ok(), 1))>
                    <option value="" selected=move || state.get().is_none()>"Any state"</option>
                    {choices.collect_view()}
                </select>
                <button type="button" class="button-icon" aria-label="Read again" on:click=move |_| list.reload()><Icon name="refresh-cw"/></button>
            </div>
            {move || match (list.data.get(), list.error.get()) {
                (None, Some(error)) => view! { <ErrorPanel error on_retry=list.retry()/> },
                (None, None) => view! { <div class="px-4 pb-4" aria-hidden="true"><span class="skel h-32"></span></div> },
                (Some(page), _) if page.data.is_empty() => view! {
                    <EmptyState icon="mail" title="No messages" text="Mails and posts appear here as soon as one is on its way."/>
                },
                (Some(page), _) => view! {
                    <ul class="divide-y divide-base-300 border-t border-base-300">{page.data.into_iter().map(|one| entry(one, resend)).collect_view()}</ul>
                },
            }}
            <Show when=move || { total.get() > LIMIT }><Pagination page limit=Signal::stored(LIMIT) total on_page/></Show>
        </section>
    }
}

fn entry(one: Delivery, resend: Callback<DeliveryId>) -> impl IntoView {
    let now = browser::now();
    let to = one.recipient.as_ref().map_or_else(|| "the room of the team".to_owned(), |to| to.name.clone());
    let title = format!("{} to {to}", one.kind.words());
    let facts = [
        Some(one.channel.words().to_owned()),
        Some(format!("made {}", format::ago(one.created_at, now))),
        (one.attempts > 0).then(|| format::counted(one.attempts.into(), "try", "tries")),
        one.sent_at.map(|at| format!("sent {}", format::ago(at, now))),
        one.next_attempt_at.map(|at| format!("due {}", format::instant(at))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let class = match one.state {
        DeliveryState::Sent => "HEALTHY",
        DeliveryState::Failed => "MONITOR",
        DeliveryState::GaveUp => "CRITICAL",
        DeliveryState::Pending | DeliveryState::Cancelled => "muted",
    };
    let may_resend = matches!(one.state, DeliveryState::Failed | DeliveryState::GaveUp);
    let (id, label) = (one.id, format!("Send again: {title}"));
    view! {
        <li class="px-4 py-2.5 flex flex-wrap items-center gap-x-4 gap-y-1">
            <div class="min-w-0 grow basis-72">
                <p class="font-medium">{title}</p>
                <p class="muted text-[12px]">{facts.join(" · ")}</p>
                {one.last_error.map(|error| view! { <p class="text-[12px] break-words">{error}</p> })}
            </div>
            <span class=format!("{class} font-medium")>{one.state.words()}</span>
            {may_resend.then(|| view! {
                <button type="button" class="button button-small" aria-label=label on:click=move |_| resend.run(id)>"Send again"</button>
            })}
        </li>
    }
}
