use api_types::alerts::{ClientAlertSettings, UpdateClientAlertSettings};
use chrono::{DateTime, Duration, Utc};
use domain::ClientId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::{ApiError, Client},
    browser,
    components::{Dialog, ErrorPanel, Field, ProgressButton, Refused, Show, Toasts},
    format,
    load::Loaded,
    pages::settings_rules::{RuleRows, rule_drafts, wanted_rules},
    view,
};

/// For how many days a client is muted at a time.
const MUTES: [(i64, &str); 4] = [(1, "For a day"), (7, "For a week"), (30, "For 30 days"), (90, "For 90 days")];

/// Mutes a client, and sets the rules that are its own.
#[component]
pub(super) fn ClientRules(id: ClientId, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog is_open title=Signal::stored("Alerts of this client".to_owned()) class="modal-x modal-wide">
            <Body id is_open/>
        </Dialog>
    }
}

#[component]
fn Body(id: ClientId, is_open: RwSignal<bool>) -> impl IntoView {
    let client = Client::from_context();
    let settings = Loaded::<ClientAlertSettings>::new(move || id, move |id| client.client_alert_settings(id));
    view! {
        {move || match (settings.data.get(), settings.error.get()) {
            (Some(now), _) => view! { <Form id now is_open/> },
            (None, Some(error)) => view! { <ErrorPanel error on_retry=settings.retry()/> },
            (None, None) => view! { <div class="px-5 pb-5 pt-3" aria-hidden="true"><span class="skel h-64"></span></div> },
        }}
    }
}

#[component]
fn Form(id: ClientId, now: ClientAlertSettings, is_open: RwSignal<bool>) -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let drafts = RwSignal::new(rule_drafts(&now.rules));
    let until = RwSignal::new(now.muted_until);
    let (error, is_busy) = (RwSignal::new(None::<ApiError>), RwSignal::new(false));
    let version = now.version;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        error.set(None);
        spawn_local(async move {
            let change = UpdateClientAlertSettings {
                rules: drafts.with_untracked(|drafts| wanted_rules(drafts)),
                muted_until: until.get_untracked(),
            };
            match client.update_client_alert_settings(id, &change, version).await {
                Ok(_) => {
                    toasts.say("The alerts of this client are set.");
                    is_open.try_set(false);
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            is_busy.try_set(false);
        });
    };
    let mute = move |days: &str| until.set(muted(days, browser::now()));
    let help = Signal::derive(move || {
        Some(until.get().map_or_else(
            || "While a client is muted no new alert is raised about it.".to_owned(),
            |until| format!("No new alert is raised until {}.", format::instant(until)),
        ))
    });
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            <Field id="mute" label="Mute" help>
                <div class="flex flex-wrap gap-2">
                    <select id="mute" class="select-x" aria-describedby="mute-note" on:change:target=move |event| mute(&event.target().value())>
                        <option value="">{move || if until.get().is_some() { "Muted" } else { "Not muted" }}</option>
                        {MUTES.map(|(days, label)| view! { <option value=days.to_string()>{label}</option> }).collect_view()}
                    </select>
                    <Show when=move || until.get().is_some()>
                        <button type="button" class="button button-small" on:click=move |_| until.set(None)>"Unmute"</button>
                    </Show>
                </div>
            </Field>
            <RuleRows drafts error otherwise="As for everyone"/>
            {move || error.get().map(|error| view! { <Refused error/> })}
            <div class="flex justify-end gap-2">
                <button type="button" class="button" on:click=move |_| is_open.set(false)>"Cancel"</button>
                <ProgressButton is_busy kind="submit" label="Save" busy_label="Saving"/>
            </div>
        </form>
    }
}

fn muted(days: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    days.parse().ok().map(|days| now + Duration::days(days))
}
