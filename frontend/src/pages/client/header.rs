use api_types::clients::Client;
use domain::{client::LifecycleStatus, staff::Permission};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{context::ClientContext, edit::Edit, health_override::OverrideButton};
use crate::{
    api::Client as Api,
    components::{Icon, LogActivity, ProgressButton, Show, Toasts},
    format, view,
    words::Words,
};

/// Pauses between the looks at a score that is being computed.
const LOOKS_MS: [u32; 3] = [1_000, 1_500, 3_000];

/// Who the client is, and what can be done.
#[component]
pub(super) fn Header(is_overriding: RwSignal<bool>) -> impl IntoView {
    let context = ClientContext::from_context();
    let client = Memo::new(move |_| context.with(|data| data.client.clone()));
    let is_editing = RwSignal::new(false);
    let log = LogActivity::from_context();
    // The score follows what is logged within seconds; it is looked for until then.
    Effect::new(move |before: Option<u32>| {
        let saved = log.saved();
        if before.is_some_and(|before| before != saved) && log.last_client() == Some(context.id) {
            spawn_local(async move {
                for pause in LOOKS_MS {
                    TimeoutFuture::new(pause).await;
                    context.reload();
                }
            });
        }
        saved
    });
    view! {
        <section class="flex flex-wrap items-center gap-x-4 gap-y-3" aria-label="Client">
            {move || client.get().map(|client| view! { <Who client/> })}
            <div class="sm:ml-auto flex flex-wrap gap-2 no-print">
                <Show when=move || context.may(Permission::LogWork)>
                    <button type="button" class="button button-primary" aria-keyshortcuts="l" on:click=move |_| log.open(Some(context.id))>
                        <Icon name="plus"/>"Log activity"
                    </button>
                </Show>
                <Show when=move || context.may(Permission::RefreshHealth)><Refresh/></Show>
                <OverrideButton is_saying=is_overriding/>
                <Show when=move || context.may(Permission::EditClients)>
                    <button type="button" class="button" on:click=move |_| is_editing.set(true)><Icon name="pencil"/>"Edit"</button>
                </Show>
            </div>
        </section>
        <Edit is_open=is_editing/>
    }
}

#[component]
fn Who(client: Client) -> impl IntoView {
    let row = &client.summary;
    let facts = facts(&client).join(" · ");
    let segment = row.segment.clone();
    let lifecycle = (row.lifecycle_status != LifecycleStatus::Active).then(|| row.lifecycle_status.words());
    let has_labels = segment.is_some() || lifecycle.is_some() || !row.tags.is_empty();
    view! {
        <span class="avatar size-12 rounded-lg bg-base-100!" aria-hidden="true">{format::initials(&row.name)}</span>
        <div class="min-w-0 grow basis-60">
            <h1 class="text-[20px] font-semibold tracking-tight leading-6">{row.name.clone()}</h1>
            <p class="muted mt-0.5">{facts}</p>
            {has_labels.then(|| view! {
                <ul class="mt-1.5 flex flex-wrap gap-1.5" aria-label="Labels">
                    {lifecycle.map(|lifecycle| view! { <li class="chip font-medium">{lifecycle}</li> })}
                    {segment.map(|segment| view! { <li class="chip"><span class="muted">"Segment"</span><span class="truncate">{segment}</span></li> })}
                    {row.tags.iter().map(|tag| view! { <li class="chip"><span class="truncate">{tag.clone()}</span></li> }).collect_view()}
                </ul>
            })}
        </div>
    }
}

/// `Enterprise · Manufacturing · 5,000 employees · Chicago · CSM Jane Smith · AE Tom Reed`.
fn facts(client: &Client) -> Vec<String> {
    let row = &client.summary;
    let mut facts =
        vec![row.contract_tier.words().to_owned(), row.industry.clone().unwrap_or_else(|| "Other".to_owned())];
    facts.extend(client.employee_count.map(|count| format::counted(count.into(), "employee", "employees")));
    facts.extend(client.region.clone());
    facts.push(format!("CSM {}", row.csm.as_ref().map_or("nobody", |person| &person.name)));
    facts.push(format!("AE {}", row.ae.as_ref().map_or("nobody", |person| &person.name)));
    facts
}

/// Asks for the score to be computed again.
#[component]
fn Refresh() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let refresh = Callback::new(move |()| {
        is_busy.set(true);
        spawn_local(async move {
            match api.refresh_health(client.id).await {
                Ok(health) => {
                    toasts.say(match health.overall_score {
                        Some(score) => format!("The score was computed again: {score}."),
                        None => "The score was computed again; it still lacks input.".to_owned(),
                    });
                    client.reload();
                }
                Err(error) => toasts.fail("The score was not computed again.", &error),
            }
            is_busy.try_set(false);
        });
    });
    view! { <ProgressButton is_busy label="Refresh score" busy_label="Computing" class="button" icon="refresh-cw" on_click=refresh/> }
}
