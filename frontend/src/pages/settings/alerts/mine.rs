use api_types::notifications::{ChannelState, MyAlertSettings};
use domain::{
    alert::AlertType,
    notification::{Channel, Digest},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::draft::Draft;
use crate::{
    api::{ApiError, Client},
    components::{ErrorPanel, Field, ProgressButton, Refused, Show, Toasts},
    load::Loaded,
    view,
    words::Words,
};

const POINTERS: [&str; 2] = ["/time_zone", "/quiet_until"];

/// How one is told.
#[component]
pub(super) fn Mine() -> impl IntoView {
    let client = Client::from_context();
    let settings = Loaded::<MyAlertSettings>::new(|| (), move |()| client.my_alert_settings());
    view! {
        <section class="card-x p-4" aria-labelledby="my-notifications">
            <h2 id="my-notifications" class="font-semibold text-[14px]">"My notifications"</h2>
            {move || match (settings.data.get(), settings.error.get()) {
                (Some(now), _) => view! { <Form now settings/> },
                (None, Some(error)) => view! { <ErrorPanel error on_retry=settings.retry()/> },
                (None, None) => view! {
                    <div class="mt-3 grid gap-2" aria-hidden="true"><span class="skel h-9"></span><span class="skel h-64"></span></div>
                },
            }}
        </section>
    }
}

#[component]
fn Form(now: MyAlertSettings, settings: Loaded<MyAlertSettings>) -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let draft = RwSignal::new(Draft::of(&now));
    let (error, is_busy) = (RwSignal::new(None::<ApiError>), RwSignal::new(false));
    let version = now.version;
    let mail = sender(&now.channels, Channel::Email);
    let has_mail = mail.is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        error.set(None);
        spawn_local(async move {
            let wanted = draft.with_untracked(Draft::wanted);
            match client.update_my_alert_settings(&wanted, version).await {
                Ok(_) => {
                    toasts.say("Your notifications are set.");
                    settings.reload();
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            is_busy.try_set(false);
        });
    };
    let error_of =
        move |pointer: &'static str| Signal::derive(move || error.get().and_then(|error| error.field(pointer)));
    let other_error = move || error.get().filter(|error| POINTERS.iter().all(|pointer| error.field(pointer).is_none()));
    // Who never hears of what is about the team has nothing to set of it.
    let heard_of: Vec<AlertType> = draft.with_untracked(|draft| draft.rules.keys().copied().collect());
    view! {
        <Ways mail/>
        <form class="grid gap-5 mt-4" on:submit=submit>
            <div class="overflow-x-auto" tabindex="0" role="group" aria-label="Ways by rule">
                <table class="w-full">
                    <thead><tr class="text-left muted text-[12px]">
                        <th scope="col" class="font-normal py-1.5">"Alert"</th>
                        <th scope="col" class="font-normal py-1.5 w-20 text-center">"In app"</th>
                        <th scope="col" class="font-normal py-1.5 w-20 text-center">"E-mail"</th>
                    </tr></thead>
                    <tbody>{heard_of.into_iter().map(|alert_type| row(alert_type, draft)).collect_view()}</tbody>
                </table>
            </div>
            <label class="flex items-start gap-2.5">
                <input type="checkbox" class="check mt-0.5" prop:checked=move || draft.with(|draft| draft.mentions_by_email)
                    on:change:target=move |event| draft.update(|draft| draft.mentions_by_email = event.target().checked())/>
                <span>"Mentions in notes by e-mail, too"</span>
            </label>
            <div class="grid gap-4 sm:grid-cols-2">
                <Field id="digest" label="Summary by e-mail" help=Some("What was raised since the last one, what is open, and follow-ups that are due. In your morning.".to_owned())>
                    <select id="digest" class="select-x w-full" aria-describedby="digest-note"
                        on:change:target=move |event| if let Ok(digest) = event.target().value().parse() { draft.update(|draft| draft.digest = digest) }>
                        {Digest::ALL.iter().map(|digest| {
                            let digest = *digest;
                            view! { <option value=digest.as_str() selected=move || draft.with(|draft| draft.digest == digest)>{digest.words()}</option> }
                        }).collect_view()}
                    </select>
                </Field>
                <Field id="zone" label="Time zone" help=Some("Whose clock the summary and quiet hours go by, such as Europe/Berlin.".to_owned()) error=error_of("/time_zone")>
                    <input id="zone" class="input-x w-full" type="text" autocomplete="off" aria-describedby="zone-note"
                        prop:value=move || draft.with(|draft| draft.time_zone.clone())
                        on:input:target=move |event| draft.update(|draft| draft.time_zone = event.target().value())/>
                </Field>
            </div>
            <div class="grid gap-3">
                <label class="flex items-start gap-2.5">
                    <input type="checkbox" class="check mt-0.5" prop:checked=move || draft.with(|draft| draft.is_quiet)
                        on:change:target=move |event| draft.update(|draft| draft.is_quiet = event.target().checked())/>
                    <span>"Quiet hours: mail waits until they end. What is critical does not wait."</span>
                </label>
                <Show when=move || draft.with(|draft| draft.is_quiet)>
                    <div class="grid gap-4 grid-cols-2 max-w-xs">
                        <Field id="quiet-from" label="From">
                            <input id="quiet-from" class="input-x w-full" type="time" required aria-describedby="quiet-from-note"
                                prop:value=move || draft.with(|draft| draft.quiet_from.clone())
                                on:input:target=move |event| draft.update(|draft| draft.quiet_from = event.target().value())/>
                        </Field>
                        <Field id="quiet-until" label="Until" error=error_of("/quiet_until")>
                            <input id="quiet-until" class="input-x w-full" type="time" required aria-describedby="quiet-until-note"
                                prop:value=move || draft.with(|draft| draft.quiet_until.clone())
                                on:input:target=move |event| draft.update(|draft| draft.quiet_until = event.target().value())/>
                        </Field>
                    </div>
                </Show>
            </div>
            {move || other_error().map(|error| view! { <Refused error/> })}
            <div class="flex flex-wrap gap-2">
                <ProgressButton is_busy kind="submit" label="Save" busy_label="Saving"/>
                {has_mail.then(|| view! { <TestButton/> })}
            </div>
        </form>
    }
}

/// What sends, as this server is configured; said plainly where nothing does.
#[component]
fn Ways(mail: Option<String>) -> impl IntoView {
    match mail {
        Some(mail) => view! { <p class="muted mt-1">{format!("E-mail goes out by {mail}.")}</p> },
        None => view! {
            <p class="muted mt-1">"No e-mail is configured on this server: you are told in the app alone. An administrator sets STEWARD_SMTP_URL or STEWARD_SENDGRID_API_KEY."</p>
        },
    }
}

fn sender(channels: &[ChannelState], channel: Channel) -> Option<String> {
    channels.iter().find(|one| one.channel == channel)?.sender.clone()
}

fn row(alert_type: AlertType, draft: RwSignal<Draft>) -> impl IntoView {
    let cell = move |channel: Channel| {
        let label = format!("{}: {}", alert_type.words(), channel.words());
        view! {
            <td class="py-1.5 text-center">
                <input type="checkbox" class="check" aria-label=label prop:checked=move || draft.with(|draft| draft.has(alert_type, channel))
                    on:change:target=move |event| draft.update(|draft| draft.put(alert_type, channel, event.target().checked()))/>
            </td>
        }
    };
    view! {
        <tr class="border-t border-base-300">
            <th scope="row" class="font-normal text-left py-1.5">{alert_type.words()}</th>
            {cell(Channel::InApp)}
            {cell(Channel::Email)}
        </tr>
    }
}

#[component]
fn TestButton() -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let send = Callback::new(move |()| {
        is_busy.set(true);
        spawn_local(async move {
            match client.send_test_message().await {
                Ok(_) => toasts.say("A message is on its way to you."),
                Err(error) => toasts.fail("No message was sent.", &error),
            }
            is_busy.try_set(false);
        });
    });
    view! { <ProgressButton is_busy label="Send me a test message" busy_label="Sending" class="button" on_click=send/> }
}
