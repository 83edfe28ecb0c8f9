use api_types::{
    alerts::{AlertSettings, RuleSegment, UpdateAlertSettings},
    page::Page,
    segments::Segment,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::rule_rows::{RuleRows, rule_drafts, wanted_for_everyone};
use crate::{
    api::{ApiError, Client},
    browser,
    components::{ErrorPanel, ProgressButton, Refused, Toasts},
    format,
    load::Loaded,
    view,
};

/// Which alerts are raised for everyone, when, and by which ways people are told.
#[component]
pub(super) fn Rules() -> impl IntoView {
    let client = Client::from_context();
    let settings = Loaded::<AlertSettings>::new(|| (), move |()| client.alert_settings());
    let segments = Loaded::<Page<Segment>>::new(|| (), move |()| client.segments());
    let shared = Signal::derive(move || segments.data.with(|page| page.as_ref().map(shared).unwrap_or_default()));
    view! {
        <section class="card-x p-4" aria-labelledby="alert-rules">
            <h2 id="alert-rules" class="font-semibold text-[14px]">"Rules and thresholds"</h2>
            <p class="muted mt-1 max-w-2xl">"For everyone, or for the clients of a segment that everyone uses; a client can have its own, on its page. Slack is the room of the team: everybody in it reads what is posted there."</p>
            {move || match (settings.data.get(), settings.error.get()) {
                (Some(now), _) => view! { <Form now settings segments=shared/> },
                (None, Some(error)) => view! { <ErrorPanel error on_retry=settings.retry()/> },
                (None, None) => view! { <div class="mt-3" aria-hidden="true"><span class="skel h-64"></span></div> },
            }}
        </section>
    }
}

/// The segments everyone may use: a rule for everyone keeps to no other.
fn shared(page: &Page<Segment>) -> Vec<RuleSegment> {
    let shared = page.data.iter().filter(|segment| segment.is_shared);
    shared.map(|segment| RuleSegment { id: segment.id, name: segment.name.clone() }).collect()
}

#[component]
fn Form(now: AlertSettings, settings: Loaded<AlertSettings>, segments: Signal<Vec<RuleSegment>>) -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let drafts = RwSignal::new(rule_drafts(&now.rules));
    let (error, is_busy) = (RwSignal::new(None::<ApiError>), RwSignal::new(false));
    let version = now.version;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        error.set(None);
        spawn_local(async move {
            let change = UpdateAlertSettings { rules: drafts.with_untracked(|drafts| wanted_for_everyone(drafts)) };
            match client.update_alert_settings(&change, version).await {
                Ok(_) => {
                    toasts.say("The rules are set. Open alerts follow within minutes.");
                    settings.reload();
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            is_busy.try_set(false);
        });
    };
    let changed = now
        .updated_by
        .as_ref()
        .map(|by| format!("Last changed by {} {}.", by.name, format::ago(now.updated_at, browser::now())));
    view! {
        <form class="grid gap-4 mt-3" novalidate on:submit=submit>
            <RuleRows drafts error otherwise="As delivered" segments/>
            {move || error.get().map(|error| view! { <Refused error/> })}
            <div class="flex flex-wrap items-center gap-3">
                <ProgressButton is_busy kind="submit" label="Save rules" busy_label="Saving"/>
                {changed.map(|changed| view! { <p class="muted text-[12px]">{changed}</p> })}
            </div>
        </form>
    }
}
